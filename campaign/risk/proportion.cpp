// Two quantiles.
#include "campaign/risk/proportion.hpp"

#include <boost/math/distributions/beta.hpp>

#include "sim/check.hpp"

namespace assay::campaign {

Interval proportion(const Counted& counted, double confidence) {
  SIM_CHECK(counted.of > 0 && counted.happened <= counted.of, "a share is of something");
  SIM_CHECK(confidence > 0 && confidence < 1, "no confidence is complete");
  const auto happened = static_cast<double>(counted.happened);
  const auto others = static_cast<double>(counted.of - counted.happened);
  const double beyond = (1 - confidence) / 2;
  Interval interval{0, happened / static_cast<double>(counted.of), 1};
  using Beta = boost::math::beta_distribution<double>;
  if (counted.happened > 0) interval.low = quantile(Beta{happened, others + 1}, beyond);
  if (others > 0) interval.high = quantile(complement(Beta{happened + 1, others}, beyond));
  return interval;
}

}  // namespace assay::campaign
