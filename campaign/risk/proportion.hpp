// How sure a share is that was counted. Exact intervals (Clopper-Pearson), never a normal
// approximation: what is counted here is often nothing out of many.
// Source: Clopper and Pearson, Biometrika 26 (1934); quantiles of the beta distribution.
#pragma once

#include <cstdint>

namespace assay::campaign {

/// A share, and the ends between which it lies with the confidence that was asked for.
struct Interval {
  double low = 0;
  double point = 0;
  double high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// What was counted: `happened` out of `of`. Contract: happened <= of, of > 0.
struct Counted {
  std::uint64_t happened = 0;
  std::uint64_t of = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};

/// The two-sided interval. Contract: 0 < confidence < 1.
[[nodiscard]] Interval proportion(const Counted& counted, double confidence);

}  // namespace assay::campaign
