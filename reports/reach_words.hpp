// What a verdict rests on, in words: what a campaign never met, what could not be judged, and how
// sure a pass is. Shared by the summary, the page and junit.xml.
#pragma once

#include <string>
#include <vector>

#include "campaign/results/results.hpp"

namespace assay::reports {

/// "0.3 %": a share, rounded up to two digits that count.
[[nodiscard]] std::string percent_at_most(double share);

/// "0 of 1,000: at most 0.3 % of such runs, with 95 %". Contract: runs > 0.
[[nodiscard]] std::string residual_risk(std::uint64_t runs);

/// The share of runs in which the property that was decided least was decided: "100 %".
[[nodiscard]] std::string least_decided(const campaign::ScenarioResult& result);

/// What was never met, each with its reason: "acquirer.capture/reply: lose", "never in 20 runs; …".
struct Shortfall {
  std::string what;
  std::string why;
  friend bool operator==(const Shortfall&, const Shortfall&) = default;
};
[[nodiscard]] std::vector<Shortfall> shortfalls(const campaign::ScenarioResult& result);

/// "3 of 4": how many of them were seen in some run; "–" where there are none.
[[nodiscard]] std::string seen_of(const std::vector<campaign::Count>& counts);

/// "61 of 80 combinations of fault, phase and state struck; 2 faults at places that no run passed",
/// or empty where no fault was possible.
[[nodiscard]] std::string coverage_line(const campaign::ScenarioResult& result);

/// "2 never came", or empty.
[[nodiscard]] std::string shortfall_count(const campaign::ScenarioResult& result);

/// "payments", "payments and other": the systems that ran, each once.
[[nodiscard]] std::string systems_of(const campaign::Results& results);

}  // namespace assay::reports
