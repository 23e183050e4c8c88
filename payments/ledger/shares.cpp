// Both are one allocation; only its weights differ. A quota of an integer weight never exceeds that
// weight as long as no more is split than there is, so its ceiling does not either.
#include "payments/ledger/shares.hpp"

#include "payments/types/ensure.hpp"

#include <algorithm>
#include <numeric>

namespace payments {
namespace {

Shares split(std::int64_t whole, const Shares& weights) {
  const auto parts = allocate({whole, Currency{}}, weights);
  Shares split{};
  if (!parts) return split;
  for (std::size_t i = 0; i < split.size(); ++i) split[i] = (*parts)[i].minor;
  return split;
}

}  // namespace

Shares shares_of(std::int64_t whole, const SharePlan& plan) {
  ensure(whole >= 0, "what is captured is not negative");
  return split(whole, plan.weights);
}

Shares returns_of(std::int64_t returned, const Shares& left) {
  Shares weights = left;
  for (std::int64_t& weight : weights) weight = std::max<std::int64_t>(weight, 0);
  std::int64_t all = 0;
  for (const std::int64_t weight : weights) {
    if (__builtin_add_overflow(all, weight, &all)) return {};
  }
  return split(std::min(returned, all), weights);
}

}  // namespace payments
