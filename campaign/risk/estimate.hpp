// A month's harm and its cost: a user's volume and rates, times what runs say of a strike, times a
// user's prices. The one place where money is estimated: nothing of it is ever booked.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "campaign/risk/rates.hpp"
#include "campaign/risk/strikes.hpp"

namespace assay::campaign {

inline constexpr double estimate_confidence = 0.95;

/// What costs from so much to so much, in minor units.
struct Cost {
  std::int64_t least = 0;
  std::int64_t most = 0;
  friend bool operator==(const Cost&, const Cost&) = default;
};

/// One kind of harm in a month.
struct HarmEstimate {
  Harmed harm{};
  bool measured = false;      ///< by the user, and not by runs
  Interval a_month;           ///< how many, expected
  Cost expected;              ///< at the expected number, by the ends of the price
  Cost beyond;                ///< at the ends of the interval
  std::optional<Cost> value;  ///< of what is stuck: the payments themselves, at the interval's ends
};

struct Estimate {
  std::uint64_t volume = 0;  ///< payments a month
  history::Currency currency{};
  std::vector<HarmEstimate> harms;
};

/// Contract: nothing is missing from the rates (missing_from). All ends of one harm hold together
/// with `estimate_confidence` (Bonferroni). Strikes of one fault in several scenarios: the worst
/// of them, since a strike is in one of them only.
[[nodiscard]] Estimate estimate(std::uint64_t volume, const Rates& rates,
                                std::span<const Strikes> strikes);

}  // namespace assay::campaign
