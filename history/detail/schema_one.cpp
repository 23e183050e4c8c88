// The fields of schema 1, and what they are called today.
#include "history/detail/schema_one.hpp"

#include <algorithm>
#include <array>

#include "history/facts.hpp"

namespace assay::history::detail {
namespace {

enum class Type : std::uint8_t { text, count, number, small, other };

struct OldField {
  std::string_view name;
  Type type;
};

constexpr std::array<OldField, 26> old_fields{{
    {"fact", Type::other},         {"outcome", Type::other},
    {"kind", Type::other},         {"amount", Type::other},
    {"sequence", Type::count},     {"at", Type::number},
    {"asked", Type::number},       {"number", Type::count},
    {"ordinal", Type::small},      {"status", Type::small},
    {"observer", Type::text},      {"payable", Type::text},
    {"operation", Type::text},     {"customer", Type::text},
    {"scope", Type::text},         {"key", Type::text},
    {"fingerprint", Type::text},   {"processor", Type::text},
    {"processor_key", Type::text}, {"effect", Type::text},
    {"from", Type::text},          {"to", Type::text},
    {"evidence", Type::text},      {"transaction", Type::text},
    {"event", Type::text},         {"reason", Type::text},
}};

struct Renamed {
  std::string_view name;
  std::string_view old;
};

/// Fields that had another name.
constexpr std::array<Renamed, 11> renamed{{{"try", "number"},
                                           {"attempt", "number"},
                                           {"version", "number"},
                                           {"token", "number"},
                                           {"place", "number"},
                                           {"busy_clients", "number"},
                                           {"consumer", "processor"},
                                           {"account", "to"},
                                           {"by_event", "event"},
                                           {"reversed", "to"},
                                           {"processor_failed", "reason"}}};

std::string_view old_name(std::string_view name) {
  const auto found = std::ranges::find(renamed, name, &Renamed::name);
  return found == renamed.end() ? name : found->old;
}

Complaint check(const std::string& name, const Json& value) {
  const auto field = std::ranges::find(old_fields, name, &OldField::name);
  if (field == old_fields.end()) return complaint("a field of an observation", in_quotes(name));
  std::string text;
  std::uint64_t count = 0;
  std::int64_t number = 0;
  std::uint32_t small = 0;
  OperationKind kind{};
  Outcome outcome{};
  switch (field->type) {
    case Type::text: return take_text(name, value, text);
    case Type::count: return take_number(name, value, count);
    case Type::number: return take_number(name, value, number);
    case Type::small: return take_number(name, value, small);
    case Type::other: break;
  }
  if (name == "kind") return take_word(name, value, kind);
  return name == "outcome" ? take_word(name, value, outcome) : std::nullopt;
}

// Lays the fields of one fact over into a line of schema 2.
struct Translate {
  const Json& from;
  Json& to;

  void operator()(Field field, auto& value) const {
    const auto found = from.find(old_name(field.name));
    if (found == from.end()) return;
    using Value = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::is_same_v<Value, bool>) {
      to[field.name] = *found == field.name;  // it was a word of that name
    } else if constexpr (std::is_same_v<Value, State>) {
      const auto& word = found->template get_ref<const std::string&>();
      const auto state = word.empty() ? State::none : from_text<State>(word);
      to[field.name] = to_text(state.value_or(State::unlisted));
    } else {
      to[field.name] = *found;
    }
  }
};

template <std::size_t place = 0>
void translate(FactKind kind, Translate& with) {
  if constexpr (place < fact_kinds) {
    if (static_cast<std::size_t>(kind) != place) return translate<place + 1>(kind, with);
    FactAt<place> none;
    FactAt<place>::fields(none, with);
  }
}

}  // namespace

Complaint translate_from_one(Json& line) {
  for (const auto& [name, value] : line.items()) {
    if (auto wrong = check(name, value)) return wrong;
  }
  const auto fact = line.find("fact");
  const auto kind = fact != line.end() && fact->is_string()
                        ? kind_from(fact->get_ref<const std::string&>())
                        : std::nullopt;
  if (!kind) return std::nullopt;  // the reader says so
  Json translated = Json::object();
  for (const char* const always : {"fact", "sequence", "at", "observer"}) {
    if (line.contains(always)) translated[always] = line[always];
  }
  Translate with{line, translated};
  translate(*kind, with);
  line = std::move(translated);
  return std::nullopt;
}

}  // namespace assay::history::detail
