// Reading a history, line by line and strictly. The first complaint ends it; nothing is guessed.
#include <algorithm>
#include <array>
#include <functional>

#include "history/detail/json_values.hpp"
#include "history/detail/schema_one.hpp"
#include "history/jsonl.hpp"

namespace assay::history {
namespace {

using detail::Complaint;
using detail::complaint;
using detail::dumped;
using detail::in_quotes;
using detail::Json;
using detail::take_number;
using detail::take_text;
using detail::take_word;

Complaint take_amount(std::string_view name, const Json& value, Amount& into) {
  const bool whole = value.is_object() && value.size() == 2 && value.contains("minor") &&
                     value.contains("currency");
  if (!whole) {
    return complaint(in_quotes(name) + " an object of minor and currency", dumped(value));
  }
  if (auto wrong = take_number("minor", value["minor"], into.minor)) return wrong;
  std::string code;
  if (auto wrong = take_text("currency", value["currency"], code)) return wrong;
  if (!Currency::fits(code)) return complaint("'currency' at most 7 letters", in_quotes(code));
  into.currency = Currency{code};
  return std::nullopt;
}

// Takes the fields of one fact out of a line, and counts how many there were.
struct Take {
  const Json& line;
  History& names;
  std::size_t taken = 0;
  Complaint wrong{};

  void operator()(Field field, auto& value) {
    const auto found = line.find(field.name);
    if (found == line.end() || wrong) return;
    ++taken;
    wrong = take(field.name, *found, value);
  }

 private:
  Complaint take(std::string_view name, const Json& value, Name& into) const {
    std::string text;
    if (auto complained = take_text(name, value, text)) return complained;
    into = names.name(text);
    return std::nullopt;
  }
  static Complaint take(std::string_view name, const Json& value, Amount& into) {
    return take_amount(name, value, into);
  }
  static Complaint take(std::string_view name, const Json& value, bool& into) {
    if (!value.is_boolean()) return complaint(in_quotes(name) + " true or false", dumped(value));
    into = value.get<bool>();
    return std::nullopt;
  }
  template <typename Value>
  static Complaint take(std::string_view name, const Json& value, Value& into) {
    if constexpr (std::is_enum_v<Value>) {
      return take_word(name, value, into);
    } else {
      return take_number(name, value, into);
    }
  }
};

// The first field of a line that the fact does not have.
template <typename Kind>
std::string stranger_in(const Json& line) {
  std::vector<std::string_view> known{"fact", "sequence", "at", "observer"};
  Kind none;
  const auto note = [&](Field field, auto& /*value*/) { known.push_back(field.name); };
  Kind::fields(none, note);
  for (const auto& [name, value] : line.items()) {
    if (std::ranges::find(known, name) == known.end()) return name;
  }
  return {};
}

template <typename Kind>
Complaint take_as(const Json& line, History& into) {
  if (const std::string stranger = stranger_in<Kind>(line); !stranger.empty()) {
    return complaint("a field of " + std::string(Kind::about.word), in_quotes(stranger));
  }
  Take take{line, into};
  Stamp stamp;
  take("at", stamp.at);
  take("observer", stamp.observer);
  Kind fact;
  Kind::fields(fact, take);
  if (!take.wrong) into.add(stamp, fact);
  return take.wrong;
}

template <std::size_t place = 0>
Complaint take_kind(FactKind kind, const Json& line, History& into) {
  if constexpr (place == fact_kinds) {
    return complaint("'fact' one of its words", dumped(line));
  } else {
    if (static_cast<std::size_t>(kind) == place) return take_as<FactAt<place>>(line, into);
    return take_kind<place + 1>(kind, line, into);
  }
}

Complaint take_fact(const Json& line, History& into) {
  if (!line.contains("fact")) return complaint("a field 'fact'", dumped(line));
  const Json& word = line["fact"];
  const auto kind = word.is_string() ? kind_from(word.get_ref<const std::string&>()) : std::nullopt;
  if (!kind) return complaint("'fact' one of its words", dumped(word));
  return take_kind(*kind, line, into);
}

// The number of a line: it grows. In the history its facts are numbered anew, without gaps.
Complaint take_sequence(const Json& line, std::uint64_t& last) {
  std::uint64_t sequence = 0;
  if (line.contains("sequence")) {
    if (auto wrong = take_number("sequence", line["sequence"], sequence)) return wrong;
  }
  if (sequence <= last) {
    return complaint("a sequence above " + std::to_string(last), std::to_string(sequence));
  }
  last = sequence;
  return std::nullopt;
}

struct BoundField {
  std::string_view name;
  std::int64_t Bounds::*member;
  bool needed;
};

// Some may be left out: histories from before they were recorded have none.
constexpr std::array bound_fields{BoundField{"effect_max", &Bounds::effect_max, true},
                                  BoundField{"reconcile_max", &Bounds::reconcile_max, true},
                                  BoundField{"resolve_max", &Bounds::resolve_max, true},
                                  BoundField{"lease_max", &Bounds::lease_max, false},
                                  BoundField{"key_retention", &Bounds::key_retention, false},
                                  BoundField{"skew_max", &Bounds::skew_max, false},
                                  BoundField{"capture_margin", &Bounds::capture_margin, false}};

// A length of time, which is never below zero.
Complaint take_length(std::string_view name, const Json& value, std::int64_t& into) {
  if (auto wrong = take_number(name, value, into)) return wrong;
  if (into < 0) return complaint("a bound of at least 0", dumped(value));
  return std::nullopt;
}

Complaint take_bounds(const Json& value, Bounds& into) {
  const auto given = [&](std::string_view name) {
    return value.is_object() && value.contains(name);
  };
  const auto fits = std::ranges::all_of(
      bound_fields, [&](const BoundField& field) { return !field.needed || given(field.name); });
  const auto named = std::ranges::count_if(
      bound_fields, [&](const BoundField& field) { return given(field.name); });
  if (!fits || !given("tries_max") || value.size() != static_cast<std::size_t>(named) + 1) {
    return complaint(
        "'bounds' with effect_max, reconcile_max, resolve_max, tries_max, and perhaps lease_max, "
        "key_retention, skew_max and capture_margin",
        dumped(value));
  }
  for (const auto& [name, member, needed] : bound_fields) {
    if (!given(name)) continue;
    if (auto wrong = take_length(name, value[std::string(name)], into.*member)) return wrong;
  }
  return take_number("tries_max", value["tries_max"], into.tries_max);
}

Complaint take_terms(const Json& value, ProcessorTerms& into) {
  const bool apart = value.is_object() && value.contains("keys_by_kind");
  const bool whole = value.is_object() && value.size() == (apart ? 4U : 3U) &&
                     value.contains("name") && value.contains("knows_keys") &&
                     value.contains("key_retention") && value["knows_keys"].is_boolean() &&
                     (!apart || value["keys_by_kind"].is_boolean());
  if (!whole) {
    return complaint("a processor of name, knows_keys, key_retention and perhaps keys_by_kind",
                     dumped(value));
  }
  into.keys_by_kind = apart && value["keys_by_kind"].get<bool>();
  into.knows_keys = value["knows_keys"].get<bool>();
  if (auto wrong = take_length("key_retention", value["key_retention"], into.key_retention)) {
    return wrong;
  }
  return take_text("name", value["name"], into.name);
}

Complaint take_processors(const Json& value, std::vector<ProcessorTerms>& into) {
  if (!value.is_array()) return complaint("'processors' a list", dumped(value));
  for (const auto& one : value) {
    if (auto wrong = take_terms(one, into.emplace_back())) return wrong;
    const auto same = std::ranges::count(into, into.back().name, &ProcessorTerms::name);
    if (same > 1) return complaint("each processor once", dumped(one));
  }
  return std::nullopt;
}

Complaint take_recorded(const Json& value, Sources& into) {
  if (!value.is_array()) return complaint("'recorded' a list of sources", dumped(value));
  for (const auto& name : value) {
    Source source{};
    if (auto wrong = take_word("recorded", name, source)) return wrong;
    if ((into & bit(source)) != 0) return complaint("each source once", dumped(name));
    into |= bit(source);
  }
  return std::nullopt;
}

Complaint take_alarms(const Json& value, AlarmClaims& into) {
  if (!value.is_array()) return complaint("'alarms' a list of claims", dumped(value));
  for (const auto& name : value) {
    AlarmClaim claim{};
    if (auto wrong = take_word("alarms", name, claim)) return wrong;
    if ((into & bit(claim)) != 0) return complaint("each claim once", dumped(name));
    into |= bit(claim);
  }
  return std::nullopt;
}

// What a header may say beside what it must. Returns: how much of it there is.
std::size_t extras_of(const Json& line) {
  return line.count("processors") + line.count("stored_answers") + line.count("alarms");
}

Complaint take_extras(const Json& line, History& into) {
  if (line.contains("processors")) {
    if (auto wrong = take_processors(line["processors"], into.processors)) return wrong;
  }
  if (line.contains("alarms")) {
    if (auto wrong = take_alarms(line["alarms"], into.alarms)) return wrong;
  }
  if (!line.contains("stored_answers")) return std::nullopt;
  return take_word("stored_answers", line["stored_answers"], into.stored_answers);
}

Complaint take_header(const Json& line, History& into, std::size_t& promised, bool& old) {
  const bool first = line.contains("schema") && line["schema"] == detail::schema_one;
  const bool ours = line.contains("schema") && line["schema"] == history_schema;
  if (!first && !ours) {
    return complaint("a header with the schema assay.history/2 or assay.history/1", dumped(line));
  }
  const char* const count = first ? "observations" : "facts";
  const bool whole = line.size() == 4 + extras_of(line) && line.contains("bounds") &&
                     line.contains("recorded") &&
                     line.contains(count);
  if (!whole) {
    return complaint(
        "a header of schema, bounds, recorded, " + std::string(count) +
            " and perhaps processors, stored_answers and alarms",
        dumped(line));
  }
  if (auto wrong = take_bounds(line["bounds"], into.bounds)) return wrong;
  if (auto wrong = take_recorded(line["recorded"], into.recorded)) return wrong;
  if (auto wrong = take_extras(line, into)) return wrong;
  old = first;
  return take_number(count, line[count], promised);
}

// The lines of one text; the last must be ended like all others.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  bool empty() const { return rest_.empty(); }

  Complaint next(Json& into) {
    const auto end = rest_.find('\n');
    if (end == std::string_view::npos) {
      return complaint("a line with its end", in_quotes(rest_));
    }
    const auto line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return detail::parse(line, into);
  }

 private:
  std::string_view rest_;
};

// Reads one text to its end.
class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(text) {}

  Complaint read(History& into) {
    std::size_t number = 1;
    for (; number == 1 || !lines_.empty(); ++number) {
      if (auto wrong = read_line(into, number)) {
        wrong->line = number;
        return wrong;
      }
    }
    if (into.size() == promised_) return std::nullopt;
    return HistoryError{number, std::to_string(promised_) + " facts", std::to_string(into.size())};
  }

 private:
  Complaint read_line(History& into, std::size_t number) {
    Json line;
    if (auto wrong = lines_.next(line)) return wrong;
    if (number == 1) return take_header(line, into, promised_, old_);
    if (old_) {
      if (auto wrong = detail::translate_from_one(line)) return wrong;
    }
    if (auto wrong = take_fact(line, into)) return wrong;
    return take_sequence(line, last_);
  }

  Lines lines_;
  std::size_t promised_ = 0;
  std::uint64_t last_ = 0;
  bool old_ = false;  // schema 1
};

}  // namespace

std::string to_text(const HistoryError& error) {
  return "line " + std::to_string(error.line) + ": expected " + error.expected + ", found " +
         error.found;
}

std::expected<History, HistoryError> read_history(std::string_view text) {
  History history;
  if (auto wrong = Reader{text}.read(history)) return std::unexpected(*wrong);
  return history;
}

}  // namespace assay::history
