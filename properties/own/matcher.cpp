// Looking words up, and holding fields against values.
#include "properties/own/matcher.hpp"

#include <algorithm>
#include <stdexcept>

namespace assay::properties::own {

namespace {

std::size_t place_named(FactKind kind, const std::string& field) {
  const auto place = place_of(kind, field);
  if (!place) throw std::invalid_argument{"no such field: " + field};
  return *place;
}

}  // namespace

FactKind kind_named(const std::string& word) {
  const auto kind = history::kind_from(word);
  if (!kind) throw std::invalid_argument{"no such fact: " + word};
  return *kind;
}

KeyFields::KeyFields(FactKind kind, const std::vector<std::string>& fields) {
  for (const std::string& field : fields) {
    const std::size_t place = place_named(kind, field);
    const bool is_text = fields_of(kind)[place].type == FieldType::text;
    places_.push_back(place);
    texts_.push_back(is_text ? field : "");
  }
}

Key KeyFields::key_of(const Observation& seen) const {
  Key key;
  for (const std::size_t place : places_) key.push_back(value_at(seen, place));
  return key;
}

std::string_view KeyFields::unsaid_in(const Key& key) const {
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (!texts_[i].empty() && !key[i].says_something) return texts_[i];
  }
  return {};
}

Matcher::Matcher(const Pattern& pattern, FactKind first) : kind_{kind_named(pattern.fact)} {
  for (const Condition& condition : pattern.where) {
    Held held{place_named(kind_, condition.field), condition.test, condition.operands, {}};
    for (const Operand& operand : condition.operands) {
      const auto* const of = std::get_if<OfFirst>(&operand);
      held.of_first.push_back(of == nullptr ? 0 : place_named(first, of->field));
    }
    where_.push_back(std::move(held));
  }
}

bool Matcher::matches(const Observation& seen, const Observation& began) const {
  return seen.kind_of_fact == kind_ && std::ranges::all_of(where_, [&](const Held& held) {
           return is_true(held, value_at(seen, held.place), began);
         });
}

Value Matcher::value_of(const Held& held, std::size_t operand, const Observation& began) {
  const Operand& given = held.operands[operand];
  if (const auto* const flag = std::get_if<bool>(&given)) return {{}, *flag ? 1 : 0, true};
  if (const auto* const number = std::get_if<std::int64_t>(&given)) return {{}, *number, true};
  if (const auto* const text = std::get_if<std::string>(&given)) return {*text, 0, true};
  return value_at(began, held.of_first[operand]);
}

bool Matcher::is_true(const Held& held, const Value& value, const Observation& began) {
  if (held.test == Test::present) {
    return value.says_something == std::get<bool>(held.operands.front());
  }
  const auto is_equal = [&](std::size_t operand) {
    return value == value_of(held, operand, began);
  };
  if (held.test == Test::one_of) {
    for (std::size_t i = 0; i < held.operands.size(); ++i) {
      if (is_equal(i)) return true;
    }
    return false;
  }
  if (held.test == Test::above) return value.number > value_of(held, 0, began).number;
  if (held.test == Test::below) return value.number < value_of(held, 0, began).number;
  return is_equal(0) == (held.test == Test::equal);
}

}  // namespace assay::properties::own
