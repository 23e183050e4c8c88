// Wording of findings.
#include "properties/detail/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>

#include "history/currency.hpp"

namespace assay::properties::detail {
namespace {

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();

}  // namespace

std::string money(const Amount& amount) { return history::written(amount); }

std::string name_of(const Observation& seen) { return history::what_is_named(named_by(seen)); }

Amount amount_of(const Observation& seen) {
  const auto read = [](const auto& fact) {
    Amount amount;
    if constexpr (requires { fact.amount; }) amount = fact.amount;
    return amount;
  };
  return visit(read, seen);
}

std::string moment(std::int64_t at) {
  return fmt::format("{}.{:03} s", at / 1'000'000'000, at / 1'000'000 % 1'000);
}

Violation violation(std::string explanation, const Amount& at_risk,
                    std::initializer_list<const Observation*> evidence) {
  Violation made{std::move(explanation), {}, at_risk};
  for (const auto* seen : evidence) {
    if (seen != nullptr) made.evidence.push_back(seen->sequence);
  }
  std::ranges::sort(made.evidence);
  return made;
}

Violation violation(std::string explanation, const Amount& at_risk,
                    std::initializer_list<const Observation*> evidence, Missed missed) {
  Violation made = violation(std::move(explanation), at_risk, evidence);
  made.missed = std::move(missed);
  return made;
}

Missed missed(const Index& index, std::int64_t due, std::string what, std::string_view from) {
  const bool at_rest = index.end() < due;
  return {at_rest ? index.end() : due, at_rest, std::move(what), std::string{from}};
}

std::int64_t add(std::int64_t left, std::int64_t right) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(left, right, &sum)) return sum;
  return right < 0 ? lowest : highest;
}

std::int64_t subtract(std::int64_t left, std::int64_t right) {
  std::int64_t difference = 0;
  if (!__builtin_sub_overflow(left, right, &difference)) return difference;
  return right < 0 ? highest : lowest;
}

}  // namespace assay::properties::detail
