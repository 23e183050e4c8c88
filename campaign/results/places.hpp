// Of the places at which faults may strike, those that runs passed and at which nothing ever did:
// each with a reason of a closed list. Source: docs/reach.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/results/results.hpp"

namespace assay::campaign {

enum class WhyUnstruck : std::uint8_t {
  passed_too_seldom,  ///< in so few runs that, going by all places, it may be chance (above 1 %)
  unexplained,        ///< passed often enough: something keeps faults from it
};
[[nodiscard]] std::string_view to_text(WhyUnstruck why);

/// A place that runs passed and at which no fault struck, such as "store.reap/before".
struct UnstruckPlace {
  std::string place;
  std::uint64_t passed = 0;  ///< runs
  WhyUnstruck why{};
  std::uint64_t runs_needed = 0;  ///< for one fault there with 99 %; 0 where it is unexplained
};

struct PlaceCoverage {
  std::uint64_t passed = 0, struck = 0;  ///< places
  std::vector<UnstruckPlace> never;      ///< by name
};

[[nodiscard]] PlaceCoverage places_of(const ScenarioResult& result);

}  // namespace assay::campaign
