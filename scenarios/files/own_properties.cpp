// One reader and one writer of each part.
#include "scenarios/files/own_properties.hpp"

#include <array>
#include <limits>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "properties/own/flaws.hpp"
#include "scenarios/files/complaint.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::scenarios {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using properties::Severity;
using properties::own::Condition;
using properties::own::Form;
using properties::own::OfFirst;
using properties::own::Operand;
using properties::own::Pattern;
using properties::own::Stated;
using properties::own::Test;

constexpr std::array forms{Form::never, Form::at_rest, Form::after, Form::at_most_once};
constexpr std::array tests{Test::equal, Test::one_of, Test::is_not,
                           Test::above, Test::below,  Test::present};
constexpr std::array severities{Severity::noise, Severity::stuck, Severity::wrong_belief,
                                Severity::money_lost, Severity::double_charge};

std::string text_in(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  std::string text;
  if (!value.is_array()) return text;
  for (const json& line : value) {
    if (line.is_string()) text += (text.empty() ? "" : " ") + line.get<std::string>();
  }
  return text;
}

std::vector<std::string> names_in(const json& value) {
  std::vector<std::string> names;
  if (!value.is_array()) return names;
  for (const json& one : value) names.push_back(text_in(one));
  return names;
}

class PropertyReader {
 public:
  explicit PropertyReader(Complaints& complaints) : complaints_{complaints} {}

  /// Contract: an object.
  void read(const json& value, const std::string& pointer, Stated& into) {
    into.name = text_in(member(value, "name"));
    into.meaning = text_in(member(value, "meaning"));
    for (const Severity one : severities) {
      if (member(value, "harm") == properties::to_text(one)) into.harm = one;
    }
    const auto form = form_of(value, pointer);
    if (!form) return;
    into.form = *form;
    read_form(value, pointer, into);
    refuse_foreign(value, pointer, into);
  }

 private:
  static const json& member(const json& value, const char* name) {
    static const json none;
    const auto found = value.is_object() ? value.find(name) : value.end();
    return found == value.end() ? none : *found;
  }

  std::optional<Form> form_of(const json& value, const std::string& pointer) {
    std::optional<Form> form;
    for (const Form one : forms) {
      const std::string name{to_text(one)};
      if (!value.contains(name)) continue;
      if (form) {
        complaints_.add({step(pointer, name),
                         "one form alone",
                         fmt::format("\"{}\" beside \"{}\"", name, to_text(*form)),
                         {}});
        return {};
      }
      form = one;
    }
    if (!form) {
      complaints_.add({pointer,
                       "one of the keys \"never\", \"at_rest\", \"after\", \"at_most_once\"",
                       "an object without any of them",
                       {}});
    }
    return form;
  }

  void read_form(const json& value, const std::string& pointer, Stated& into) {
    const std::string name{to_text(into.form)};
    const json& first = member(value, name.c_str());
    const std::string at = step(pointer, name);
    switch (into.form) {
      case Form::never:
        into.fact = pattern(first, at);
        if (value.contains("without")) {
          into.other = pattern(member(value, "without"), step(pointer, "without"));
        }
        return;
      case Form::at_rest:
        into.fact = pattern(member(first, "each"), step(at, "each"));
        into.other = pattern(member(first, "has"), step(at, "has"));
        return;
      case Form::after:
        into.fact = pattern(first, at);
        read_bound(value, pointer, into);
        return;
      case Form::at_most_once:
        into.fact = pattern(first, at);
        into.per = names_in(member(value, "per"));
        return;
    }
  }

  void read_bound(const json& value, const std::string& pointer, Stated& into) {
    for (const char* const key : {"within", "comes"}) {
      if (value.contains(key)) continue;
      complaints_.add({pointer,
                       fmt::format("the key \"{}\" beside \"after\"", key),
                       "an object without it",
                       {}});
      return;
    }
    into.other = pattern(member(value, "comes"), step(pointer, "comes"));
    const auto bound = parse_duration(text_in(member(value, "within")));
    if (!bound || bound->ns() <= 0) {
      complaints_.add({step(pointer, "within"),
                       "a time above zero, such as \"5min\"",
                       describe(member(value, "within")),
                       {}});
      return;
    }
    into.within = bound->ns();
  }

  /// Parts that belong to another form.
  void refuse_foreign(const json& value, const std::string& pointer, const Stated& stated) {
    constexpr std::array<std::pair<const char*, Form>, 4> parts{{{"without", Form::never},
                                                                 {"within", Form::after},
                                                                 {"comes", Form::after},
                                                                 {"per", Form::at_most_once}}};
    for (const auto& [key, form] : parts) {
      if (!value.contains(key) || form == stated.form) continue;
      complaints_.add({step(pointer, key),
                       fmt::format("it beside \"{}\"", to_text(form)),
                       fmt::format("it beside \"{}\"", to_text(stated.form)),
                       {}});
    }
  }

  Pattern pattern(const json& value, const std::string& pointer) {
    Pattern pattern;
    pattern.fact = text_in(member(value, "fact"));
    pattern.same = names_in(member(value, "same"));
    const json& where = member(value, "where");
    if (!where.is_object()) return pattern;
    for (const auto& [field, held] : where.items()) {
      read_conditions(field, held, step(step(pointer, "where"), field), pattern.where);
    }
    return pattern;
  }

  /// A value stands for a test of its own: the field is equal to it.
  void read_conditions(const std::string& field, const json& held, const std::string& pointer,
                       std::vector<Condition>& into) {
    if (!held.is_object() || held.contains("of")) {
      into.push_back({field, Test::equal, operands(held, pointer, false)});
      return;
    }
    if (held.empty()) complaints_.add({pointer, "a test", "none", {}});
    for (const auto& [word, operand] : held.items()) {
      const auto test = test_named(word, step(pointer, word));
      if (!test) continue;
      into.push_back({field, *test, operands(operand, step(pointer, word), *test == Test::one_of)});
      if (*test == Test::present && !operand.is_boolean()) {
        complaints_.add({step(pointer, word), "true or false", describe(operand), {}});
      }
    }
  }

  std::optional<Test> test_named(const std::string& word, const std::string& pointer) {
    std::vector<std::string_view> words;
    for (const Test test : tests) {
      words.push_back(to_text(test));
      if (word == words.back()) return test;
    }
    complaints_.add({pointer, fmt::format("one of the tests {}, or \"of\"", fmt::join(words, ", ")),
                     fmt::format("\"{}\"", excerpt(word)), nearest_name(word, words)});
    return {};
  }

  std::vector<Operand> operands(const json& value, const std::string& pointer, bool is_list) {
    std::vector<Operand> all;
    if (!is_list) {
      all.push_back(operand(value, pointer));
    } else if (!value.is_array() || value.empty()) {
      complaints_.add({pointer, "a list of values", describe(value), {}});
    } else {
      for (std::size_t i = 0; i < value.size(); ++i) {
        all.push_back(operand(value[i], step(pointer, i)));
      }
    }
    return all;
  }

  Operand operand(const json& value, const std::string& pointer) {
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_string()) return value.get<std::string>();
    const bool is_number =
        value.is_number_integer() &&
        (!value.is_number_unsigned() || std::in_range<std::int64_t>(value.get<std::uint64_t>()));
    if (is_number) return value.get<std::int64_t>();
    if (value.is_object() && value.size() == 1 && member(value, "of").is_string()) {
      return OfFirst{value.at("of").get<std::string>()};
    }
    complaints_.add({pointer,
                     "a text, a whole number, true or false, or {\"of\": FIELD}",
                     describe(value),
                     {}});
    return false;
  }

  Complaints& complaints_;
};

ordered_json operand_json(const Operand& operand) {
  if (const auto* const of = std::get_if<OfFirst>(&operand)) return {{"of", of->field}};
  if (const auto* const flag = std::get_if<bool>(&operand)) return *flag;
  if (const auto* const number = std::get_if<std::int64_t>(&operand)) return *number;
  return std::get<std::string>(operand);
}

ordered_json pattern_json(const Pattern& pattern) {
  ordered_json object = {{"fact", pattern.fact}};
  if (!pattern.same.empty()) object["same"] = pattern.same;
  for (const Condition& condition : pattern.where) {
    ordered_json held = ordered_json::array();
    for (const Operand& one : condition.operands) held.push_back(operand_json(one));
    if (condition.test != Test::one_of)
      held = held.empty() ? ordered_json{} : ordered_json(held[0]);
    object["where"][condition.field][std::string{to_text(condition.test)}] = std::move(held);
  }
  return object;
}

}  // namespace

bool read_property(const json& value, const std::string& pointer, Complaints& complaints,
                   Stated& into) {
  if (value.is_object()) PropertyReader{complaints}.read(value, pointer, into);
  return value.is_object();
}

ordered_json property_json(const Stated& stated) {
  ordered_json object = {{"name", stated.name},
                         {"meaning", stated.meaning},
                         {"harm", properties::to_text(stated.harm)}};
  const std::string form{to_text(stated.form)};
  switch (stated.form) {
    case Form::never:
      object[form] = pattern_json(stated.fact);
      if (has_other(stated)) object["without"] = pattern_json(stated.other);
      break;
    case Form::at_rest:
      object[form] = {{"each", pattern_json(stated.fact)}, {"has", pattern_json(stated.other)}};
      break;
    case Form::after:
      object[form] = pattern_json(stated.fact);
      object["within"] = to_text(sim::Duration{stated.within});
      object["comes"] = pattern_json(stated.other);
      break;
    case Form::at_most_once:
      object[form] = pattern_json(stated.fact);
      object["per"] = stated.per;
      break;
  }
  return object;
}

std::string json_line(const Stated& stated) { return json_text(property_json(stated)); }

}  // namespace assay::scenarios
