// Writing a history: fields in one fixed order, so that equal histories are equal texts.
#include <nlohmann/json.hpp>

#include "history/jsonl.hpp"

namespace assay::history {
namespace {

using OrderedJson = nlohmann::ordered_json;

void put_line(std::string& text, const OrderedJson& line) {
  text += line.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
  text += '\n';
}

OrderedJson bounds_of(const Bounds& bounds) {
  OrderedJson stated = {{"effect_max", bounds.effect_max},
                        {"reconcile_max", bounds.reconcile_max},
                        {"resolve_max", bounds.resolve_max},
                        {"tries_max", bounds.tries_max}};
  if (bounds.lease_max != 0) stated["lease_max"] = bounds.lease_max;
  if (bounds.key_retention != 0) stated["key_retention"] = bounds.key_retention;
  if (bounds.skew_max != 0) stated["skew_max"] = bounds.skew_max;
  if (bounds.capture_margin != 0) stated["capture_margin"] = bounds.capture_margin;
  return stated;
}

OrderedJson terms_of(const std::vector<ProcessorTerms>& processors) {
  OrderedJson list = OrderedJson::array();
  for (const auto& one : processors) {
    list.push_back({{"name", one.name},
                    {"knows_keys", one.knows_keys},
                    {"key_retention", one.key_retention}});
    if (one.keys_by_kind) list.back()["keys_by_kind"] = true;
  }
  return list;
}

OrderedJson header_of(const History& history) {
  OrderedJson recorded = OrderedJson::array();
  for (unsigned i = 0; (every_source >> i) != 0; ++i) {
    const auto source = static_cast<Source>(i);
    if ((history.recorded & bit(source)) != 0) recorded.push_back(to_text(source));
  }
  OrderedJson header = {{"schema", history_schema},
                        {"bounds", bounds_of(history.bounds)},
                        {"recorded", recorded},
                        {"facts", history.size()}};
  if (!history.processors.empty()) header["processors"] = terms_of(history.processors);
  if (history.stored_answers != StoredAnswers::undeclared) {
    header["stored_answers"] = to_text(history.stored_answers);
  }
  for (const std::string_view word : words_of<AlarmClaim>()) {
    if ((history.alarms & bit(*from_text<AlarmClaim>(word))) != 0) {
      header["alarms"].push_back(word);
    }
  }
  return header;
}

/// Puts the fields that say something.
struct Put {
  OrderedJson& line;

  void operator()(Field field, Name name) const {
    if (!name.empty()) line[field.name] = name.text();
  }
  void operator()(Field field, const Amount& amount) const {
    if (amount == Amount{}) return;
    line[field.name] = {{"minor", amount.minor}, {"currency", amount.currency.code()}};
  }
  void operator()(Field field, OperationKind kind) const { line[field.name] = to_text(kind); }
  template <typename Value>
  void operator()(Field field, const Value& value) const {
    if (value == Value{}) return;
    if constexpr (std::is_enum_v<Value>) {
      line[field.name] = to_text(value);
    } else {
      line[field.name] = value;
    }
  }
};

OrderedJson line_of(const Observation& seen) {
  OrderedJson line = {{"fact", seen.word()}, {"sequence", seen.sequence}};
  Put put{line};
  put("at", seen.at);
  put("observer", seen.observer);
  visit([&]<typename Kind>(const Seen<Kind>& fact) { Kind::fields(fact, put); }, seen);
  return line;
}

}  // namespace

std::string write_history(const History& history) {
  std::string text;
  put_line(text, header_of(history));
  for (const Observation& seen : history) put_line(text, line_of(seen));
  return text;
}

}  // namespace assay::history
