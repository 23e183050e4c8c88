// Reading a history, line by line and strictly. The first complaint ends it; nothing is guessed.
#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "history/fields.hpp"
#include "history/jsonl.hpp"
#include "history/names.hpp"

namespace assay::history {
namespace {

using Json = nlohmann::json;

constexpr std::size_t line_max = 1U << 20U;
constexpr int depth_max = 3;

/// What was expected and what was found; nothing when all is well.
using Complaint = std::optional<HistoryError>;

std::string shortened(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return std::string(text);
  return std::string(text.substr(0, most)) + "...";
}

std::string in_quotes(std::string_view text) {
  std::string made(1, '\'');
  made += shortened(text);
  made += '\'';
  return made;
}

std::string dumped(const Json& value) {
  return shortened(value.dump(-1, ' ', true, Json::error_handler_t::replace));
}

Complaint complaint(std::string expected, std::string found) {
  return HistoryError{0, std::move(expected), std::move(found)};
}

// Sees what a parsed value no longer shows: a key given twice, and nesting.
class Watch {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
    too_deep_ |= depth > depth_max;
    if (event == Json::parse_event_t::object_start) keys_.emplace_back();
    if (event == Json::parse_event_t::object_end) keys_.pop_back();
    if (event == Json::parse_event_t::key && !keys_.empty()) {
      const auto& key = parsed.get_ref<const std::string&>();
      if (!keys_.back().insert(key).second && twice_.empty()) twice_ = key;
    }
    return true;
  }

  Complaint complain() const {
    if (too_deep_) return complaint("an object of plain fields", "deeper nesting");
    if (!twice_.empty()) return complaint("each field once", in_quotes(twice_) + " again");
    return std::nullopt;
  }

 private:
  std::vector<std::set<std::string>> keys_;
  std::string twice_;
  bool too_deep_ = false;
};

Complaint parse(std::string_view line, Json& into) {
  if (line.size() > line_max) return complaint("a line of at most 1 MiB", "a longer one");
  Watch watch;
  into = Json::parse(line, std::ref(watch), false);
  if (into.is_discarded()) return complaint("a JSON object", shortened(line));
  if (auto wrong = watch.complain()) return wrong;
  if (!into.is_object()) return complaint("a JSON object", dumped(into));
  return std::nullopt;
}

template <typename Number>
Complaint take_number(std::string_view name, const Json& value, Number& into) {
  const bool negative_allowed = std::is_signed_v<Number>;
  const bool fits = value.is_number_unsigned()
                        ? std::in_range<Number>(value.get<std::uint64_t>())
                        : value.is_number_integer() && negative_allowed;
  if (!fits) {
    return complaint(in_quotes(name) + " a whole number from " +
                         std::to_string(std::numeric_limits<Number>::min()) + " to " +
                         std::to_string(std::numeric_limits<Number>::max()),
                     dumped(value));
  }
  into = value.get<Number>();
  return std::nullopt;
}

Complaint take_text(std::string_view name, const Json& value, std::string& into) {
  if (!value.is_string()) return complaint(in_quotes(name) + " a text", dumped(value));
  into = value.get<std::string>();
  return std::nullopt;
}

template <typename Enum>
Complaint take_word(std::string_view name, const Json& value, Enum& into,
                    std::optional<Enum> (*from)(std::string_view)) {
  const auto word = value.is_string() ? from(value.get_ref<const std::string&>()) : std::nullopt;
  if (!word) return complaint(in_quotes(name) + " one of its words", dumped(value));
  into = *word;
  return std::nullopt;
}

Complaint take_amount(const Json& value, Amount& into) {
  const bool whole = value.is_object() && value.size() == 2 && value.contains("minor") &&
                     value.contains("currency");
  if (!whole) return complaint("'amount' an object of minor and currency", dumped(value));
  if (auto wrong = take_number("minor", value["minor"], into.minor)) return wrong;
  return take_text("currency", value["currency"], into.currency);
}

Complaint take_plain(const Field& field, const Json& value, Observation& into) {
  const auto take = [&]<typename Type>(Type Observation::*member) -> Complaint {
    if constexpr (std::is_same_v<Type, std::string>) {
      return take_text(field.name, value, into.*member);
    } else {
      return take_number(field.name, value, into.*member);
    }
  };
  return std::visit(take, field.member);
}

Complaint take_field(const std::string& name, const Json& value, Observation& into) {
  if (name == "fact") return take_word("fact", value, into.fact, fact_from);
  if (name == "kind") return take_word("kind", value, into.kind, kind_from);
  if (name == "outcome") return take_word("outcome", value, into.outcome, outcome_from);
  if (name == "amount") return take_amount(value, into.amount);
  const auto field = std::ranges::find(plain_fields, name, &Field::name);
  if (field == plain_fields.end()) {
    return complaint("a field of an observation", in_quotes(name));
  }
  return take_plain(*field, value, into);
}

Complaint take_observation(const Json& line, std::uint64_t after, Observation& into) {
  if (!line.contains("fact")) return complaint("a field 'fact'", dumped(line));
  for (const auto& [name, value] : line.items()) {
    if (auto wrong = take_field(name, value, into)) return wrong;
  }
  if (into.sequence > after) return std::nullopt;
  return complaint(std::string("a sequence above ") + std::to_string(after),
                   std::to_string(into.sequence));
}

struct BoundField {
  std::string_view name;
  std::int64_t Bounds::* member;
  bool needed;
};

// Some may be left out: histories from before they were recorded have none.
constexpr std::array bound_fields{BoundField{"effect_max", &Bounds::effect_max, true},
                                  BoundField{"reconcile_max", &Bounds::reconcile_max, true},
                                  BoundField{"resolve_max", &Bounds::resolve_max, true},
                                  BoundField{"lease_max", &Bounds::lease_max, false},
                                  BoundField{"key_retention", &Bounds::key_retention, false}};

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
        "'bounds' with effect_max, reconcile_max, resolve_max, tries_max, and perhaps lease_max "
        "and key_retention",
        dumped(value));
  }
  for (const auto& [name, member, needed] : bound_fields) {
    if (!given(name)) continue;
    if (auto wrong = take_length(name, value[std::string(name)], into.*member)) return wrong;
  }
  return take_number("tries_max", value["tries_max"], into.tries_max);
}

Complaint take_terms(const Json& value, ProcessorTerms& into) {
  const bool whole = value.is_object() && value.size() == 3 && value.contains("name") &&
                     value.contains("knows_keys") && value.contains("key_retention") &&
                     value["knows_keys"].is_boolean();
  if (!whole) {
    return complaint("a processor of name, knows_keys and key_retention", dumped(value));
  }
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
    if (auto wrong = take_word("recorded", name, source, source_from)) return wrong;
    if ((into & bit(source)) != 0) return complaint("each source once", dumped(name));
    into |= bit(source);
  }
  return std::nullopt;
}

Complaint take_header(const Json& line, History& into, std::size_t& promised) {
  const bool ours = line.contains("schema") && line["schema"] == history_schema;
  if (!ours) return complaint("a header with the schema assay.history/1", dumped(line));
  const std::size_t size = line.contains("processors") ? 5 : 4;
  const bool whole = line.size() == size && line.contains("bounds") &&
                     line.contains("recorded") && line.contains("observations");
  if (!whole) {
    return complaint(
        "a header of schema, bounds, recorded, observations and perhaps processors", dumped(line));
  }
  if (auto wrong = take_bounds(line["bounds"], into.bounds)) return wrong;
  if (auto wrong = take_recorded(line["recorded"], into.recorded)) return wrong;
  if (size == 5) {
    if (auto wrong = take_processors(line["processors"], into.processors)) return wrong;
  }
  return take_number("observations", line["observations"], promised);
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
    return parse(line, into);
  }

 private:
  std::string_view rest_;
};

Complaint read_line(Lines& lines, History& into, std::size_t& promised, std::size_t number) {
  Json line;
  if (auto wrong = lines.next(line)) return wrong;
  if (number == 1) return take_header(line, into, promised);
  const auto after = into.observations.empty() ? 0 : into.observations.back().sequence;
  return take_observation(line, after, into.observations.emplace_back());
}

}  // namespace

std::string to_text(const HistoryError& error) {
  return "line " + std::to_string(error.line) + ": expected " + error.expected + ", found " +
         error.found;
}

std::expected<History, HistoryError> read_history(std::string_view text) {
  History history;
  std::size_t promised = 0;
  Lines lines(text);
  std::size_t number = 1;
  for (; number == 1 || !lines.empty(); ++number) {
    if (auto wrong = read_line(lines, history, promised, number)) {
      wrong->line = number;
      return std::unexpected(*wrong);
    }
  }
  if (history.observations.size() != promised) {
    return std::unexpected(HistoryError{number, std::to_string(promised) + " observations",
                                        std::to_string(history.observations.size())});
  }
  return history;
}

}  // namespace assay::history
