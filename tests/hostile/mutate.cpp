// A place is picked among all values, and something is done to it.
#include "tests/hostile/mutate.hpp"

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "sim/digest.hpp"

namespace hostile {

namespace {

using nlohmann::json;

void gather(json& value, std::vector<json*>& all) {
  all.push_back(&value);
  if (!value.is_structured()) return;
  for (json& inner : value) gather(inner, all);
}

std::string hostile_text(Dice& dice) {
  static const std::array<std::string, 14> texts{"\x1b[2J\x1b]0;owned\x07",
                                                 "\u202e05.21 RUE\u202c",
                                                 "../../../escaped/owned",
                                                 "/tmp/owned",
                                                 "<script>alert(1)</script>",
                                                 "`$(touch owned)`; rm -rf ~ |",
                                                 "a\nb\r\tc",
                                                 std::string{"nul\0l", 5},
                                                 "]]> & \" '",
                                                 "\u0085\u2066\ufeff\U000e0041",
                                                 "",
                                                 "18446744073709551615",
                                                 "{{{x}}} | # [a](b)",
                                                 "%s%n%1000d"};
  if (dice.below(20) == 0) return std::string(dice.below(100'000), 'x');
  return texts[dice.below(texts.size())];
}

json hostile_number(Dice& dice) {
  constexpr std::array<std::uint64_t, 8> extremes{
      0,          1,          1000,       std::uint64_t{1} << 31U, std::uint64_t{1} << 32U,
      1ULL << 53, 1ULL << 63, ~std::uint64_t{0}};
  const std::uint64_t way = dice.below(10);
  if (way == 0) return -1;
  if (way == 1) return std::numeric_limits<std::int64_t>::min();
  if (way == 2) return 0.5;
  if (way == 3) return 1e300;
  return extremes[dice.below(extremes.size())];
}

json any_value(Dice& dice) {
  switch (dice.below(7)) {
    case 0: return nullptr;
    case 1: return true;
    case 2: return json::array();
    case 3: return json::object();
    case 4: return hostile_text(dice);
    case 5: return json::array({hostile_number(dice), hostile_text(dice)});
    default: return hostile_number(dice);
  }
}

void mild(json& value, Dice& dice) {
  if (value.is_string()) {
    std::string text = value.get<std::string>();
    if (text.size() < 16 && dice.below(3) != 0) return;  // names are short, and prose is long
    value = text + hostile_text(dice);
  } else if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    value = number == 0 ? 0 : number - dice.below(2);
  } else if (value.is_array() && !value.empty() && dice.below(2) == 0) {
    value.erase(value.size() - 1);
  } else if (value.is_boolean()) {
    value = !value.get<bool>();
  }
}

void repeat(json& list, Dice& dice) {
  if (list.empty()) return;
  const json one = list[dice.below(list.size())];
  const std::uint64_t times = dice.below(4) == 0 ? 3000 : 2;
  for (std::uint64_t i = 0; i < times; ++i) list.push_back(one);
}

void drop_or_add(json& object, Dice& dice) {
  if (!object.empty() && dice.below(2) == 0) {
    auto at = object.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(dice.below(object.size())));
    object.erase(at);
  } else {
    object[dice.below(2) == 0 ? "stranger" : hostile_text(dice).substr(0, 100)] = any_value(dice);
  }
}

json nested(std::uint64_t depth) {
  json value = 1;
  for (std::uint64_t i = 0; i < depth; ++i) value = json::array({std::move(value)});
  return value;
}

void harsh(json& value, const json& elsewhere, Dice& dice) {
  switch (dice.below(6)) {
    case 0: value = any_value(dice); return;
    case 1: value = elsewhere; return;
    case 2: value = nested(dice.below(100)); return;
    default: break;
  }
  if (value.is_array()) return repeat(value, dice);
  if (value.is_object()) return drop_or_add(value, dice);
  if (value.is_number()) {
    value = hostile_number(dice);
  } else {
    value = hostile_text(dice);
  }
}

}  // namespace

std::uint64_t Dice::below(std::uint64_t bound) {
  state_ += 0x9e3779b97f4a7c15ULL;
  return assay::sim::mix(state_) % bound;
}

void mutate(json& document, Dice& dice) {
  const bool is_mild = dice.below(2) == 0;
  for (std::uint64_t left = 1 + dice.below(3); left > 0; --left) {
    std::vector<json*> places;
    gather(document, places);
    json& place = *places[dice.below(places.size())];
    if (is_mild) {
      mild(place, dice);
    } else {
      const json elsewhere = *places[dice.below(places.size())];
      harsh(place, elsewhere, dice);
    }
  }
}

}  // namespace hostile
