// What was left out counts for nothing.
#include "outside/comply/case_outcome.hpp"

#include <algorithm>

namespace assay::outside {

std::size_t CaseResults::count(CheckVerdict verdict) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      all, [&](const CaseOutcome& one) { return one.verdict == verdict && !one.left_out; }));
}

}  // namespace assay::outside
