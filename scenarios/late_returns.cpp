// From how long keys are kept to when a client is surely too late for them.
#include "scenarios/late_returns.hpp"

#include <algorithm>

namespace assay::scenarios {

namespace {

constexpr sim::Duration processor_retention = 24_h;

}  // namespace

// The reaper comes by once an hour.
sim::Duration late_after(sim::Duration retention) { return retention + 2_h; }

sim::Duration very_late_after(sim::Duration retention) {
  return late_after(std::max(retention, processor_retention));
}

std::optional<sim::Duration> soonest_return(const Scenario& scenario, std::string_view answer) {
  const auto& drawn = scenario.swarm.key_retentions;
  const sim::Duration retention =
      drawn.empty() ? scenario.service.key_retention : *std::ranges::min_element(drawn);
  if (answer == "late_retry") return late_after(retention);
  if (answer == "very_late_retry" || answer == "late_new_key") return very_late_after(retention);
  return std::nullopt;
}

}  // namespace assay::scenarios
