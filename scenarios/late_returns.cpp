// From how long keys are kept to when a client is surely too late for them.
#include "scenarios/late_returns.hpp"

#include <algorithm>

#include "scenarios/settings.hpp"

namespace assay::scenarios {

namespace {

constexpr sim::Duration processor_retention = 24_h;

}  // namespace

// The reaper comes by once an hour.
sim::Duration late_after(sim::Duration retention) {
  return (retention == sim::Duration{} ? processor_retention : retention) + 2_h;
}

sim::Duration very_late_after(sim::Duration retention) {
  return late_after(std::max(retention, processor_retention));
}

std::optional<sim::Duration> soonest_return(const Scenario& scenario, const harness::System& system,
                                            std::string_view answer) {
  const bool late = answer == "late_retry";
  const bool very_late = answer == "very_late_retry" || answer == "late_new_key";
  if (!late && !very_late) return std::nullopt;
  sim::Duration shortest = sim::TimePoint::never() - sim::TimePoint{};
  for (const auto& [pointer, settings] : possible_settings(scenario, system)) {
    if (pointer.starts_with("/versions")) continue;
    shortest = std::min(shortest, edge_policy_of(system, settings).key_retention);
  }
  return late ? late_after(shortest) : very_late_after(shortest);
}

}  // namespace assay::scenarios
