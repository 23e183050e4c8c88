// Asking each kind of fact for its fields, and writing down what it says.
#include "history/document.hpp"

#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "history/facts.hpp"
#include "history/jsonl.hpp"

namespace assay::history {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view preface =
    "# The file form of a history\n"
    "\n"
    "Made from `history/facts/` by `script/history-format`; a test holds it fresh.\n"
    "\n"
    "JSON Lines. The first line is the header: `schema`, `bounds`, `recorded` (the sources that "
    "were\n"
    "watched), `facts` (how many lines follow) and perhaps `processors` (what each promises of\n"
    "keys), `stored_answers` (which answers the service stores) and `alarms` (what its alarms can\n"
    "claim). Then one object a fact:\n"
    "`fact` (its kind), `sequence` (from 1, without gaps), `at` (nanoseconds since the world "
    "began),\n"
    "`observer` (who saw it), and the fields of its kind. What is empty, zero, `none` or false is "
    "left\n"
    "out, but for `kind`. The reader refuses whatever it does not know, with the line.\n";

/// What stands in a field, in words.
template <typename Value>
std::string type_of() {
  if constexpr (std::is_same_v<Value, Name>) return "text";
  if constexpr (std::is_same_v<Value, Amount>) return "amount";
  if constexpr (std::is_same_v<Value, bool>) return "true";
  if constexpr (std::is_integral_v<Value>) return "number";
  if constexpr (std::is_same_v<Value, Outcome>) return "outcome";
  if constexpr (std::is_same_v<Value, OperationKind>) return "kind";
  if constexpr (std::is_same_v<Value, State>) return "state";
  if constexpr (std::is_same_v<Value, LogLevel>) return "level";
  if constexpr (std::is_same_v<Value, Mandate>) return "mandate";
  if constexpr (std::is_same_v<Value, AlarmClaim>) return "claim";
  if constexpr (std::is_same_v<Value, MarkKind>) return "mark";
  if constexpr (std::is_same_v<Value, NewsEnd>) return "news_end";
}

template <typename Enum>
std::string list_of(std::string_view name) {
  std::string text = "| " + std::string{name} + " |";
  for (const std::string_view word : words_of<Enum>()) text += " `" + std::string{word} + "`";
  return text + " |\n";
}

/// Writes the fields of one kind as rows of a table.
struct Rows {
  std::string& text;

  template <typename Value>
  void operator()(Field field, const Value& /*value*/) const {
    text += "| `" + std::string{field.name} + "` | " + type_of<Value>() + " | ";
    text += field.note.empty() ? "" : std::string{field.note};
    text += " |\n";
  }
};

template <typename Kind>
std::string section_of() {
  const About& about = Kind::about;
  std::string text = "\n### `" + std::string{about.word} + "`\n\n";
  text += "Source `" + std::string{to_text(about.source)} + "`: ";
  text += std::string{about.meaning} + ".\n";
  std::string rows;
  Rows row{rows};
  const Kind none{};
  Kind::fields(none, row);
  if (rows.empty()) return text;
  return text + "\n| field | type | |\n|---|---|---|\n" + rows;
}

template <typename Value>
OrderedJson schema_of() {
  if constexpr (std::is_same_v<Value, Name>) return {{"type", "string"}};
  if constexpr (std::is_same_v<Value, Amount>) return {{"$ref", "#/$defs/amount"}};
  if constexpr (std::is_same_v<Value, bool>) return {{"type", "boolean"}};
  if constexpr (std::is_integral_v<Value> && !std::is_same_v<Value, bool>) {
    OrderedJson number = {{"type", "integer"}};
    if constexpr (std::is_unsigned_v<Value>) number["minimum"] = 0;
    return number;
  }
  if constexpr (std::is_enum_v<Value>) {
    OrderedJson words = OrderedJson::array();
    for (const std::string_view word : words_of<Value>()) words.push_back(word);
    return {{"enum", words}};
  }
}

/// Writes the fields of one kind as properties.
struct Properties {
  OrderedJson& into;

  template <typename Value>
  void operator()(Field field, const Value& /*value*/) const {
    into[field.name] = schema_of<Value>();
    if (!field.note.empty()) into[field.name]["description"] = field.note;
  }
};

template <typename Kind>
OrderedJson kind_schema() {
  OrderedJson properties = {{"fact", {{"const", Kind::about.word}}},
                            {"sequence", {{"type", "integer"}, {"minimum", 1}}},
                            {"at", {{"type", "integer"}}},
                            {"observer", {{"type", "string"}}}};
  Properties put{properties};
  const Kind none{};
  Kind::fields(none, put);
  return {{"description", Kind::about.meaning},
          {"type", "object"},
          {"properties", properties},
          {"required", {"fact", "sequence"}},
          {"additionalProperties", false}};
}

}  // namespace

std::string format_document() {
  std::string text{preface};
  text += "\nSchema `" + std::string{history_schema} + "`. The words of closed lists:\n\n";
  text += "| list | words |\n|---|---|\n";
  text += list_of<OperationKind>("kind") + list_of<Outcome>("outcome") + list_of<State>("state") +
          list_of<Source>("source") + list_of<LogLevel>("level") + list_of<Mandate>("mandate") +
          list_of<AlarmClaim>("claim") + list_of<StoredAnswers>("stored_answers") +
          list_of<MarkKind>("mark") + list_of<NewsEnd>("news_end");
  text +=
      "\nAn amount is `{\"minor\": 1250, \"currency\": \"EUR\"}`: whole minor units.\n\n## Facts\n";
  [&]<std::size_t... place>(std::index_sequence<place...>) {
    ((text += section_of<FactAt<place>>()), ...);
  }
  (std::make_index_sequence<fact_kinds>{});
  return text;
}

std::string format_schema() {
  OrderedJson kinds = OrderedJson::array();
  [&]<std::size_t... place>(std::index_sequence<place...>) {
    (kinds.push_back(kind_schema<FactAt<place>>()), ...);
  }
  (std::make_index_sequence<fact_kinds>{});
  const OrderedJson amount = {
      {"type", "object"},
      {"properties", {{"minor", {{"type", "integer"}}}, {"currency", {{"type", "string"}}}}},
      {"required", {"minor", "currency"}},
      {"additionalProperties", false}};
  const OrderedJson schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                              {"title", "a fact of " + std::string{history_schema}},
                              {"oneOf", kinds},
                              {"$defs", {{"amount", amount}}}};
  return schema.dump(1) + "\n";
}

}  // namespace assay::history
