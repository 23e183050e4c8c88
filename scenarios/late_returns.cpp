// From how long keys are kept to when a client is surely too late for them.
#include "scenarios/late_returns.hpp"

#include <algorithm>

#include "models/clients/client_fault.hpp"
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
  using enum models::AskEffect::StaysAway;
  const models::ClientFault* const fault = models::client_faults().find(answer);
  if (fault == nullptr || fault->effect.stays_away == no) return std::nullopt;
  sim::Duration shortest = sim::TimePoint::never() - sim::TimePoint{};
  for (const auto& [pointer, settings, effect_max] : possible_settings(scenario, system)) {
    if (pointer.starts_with("/versions")) continue;
    shortest = std::min(shortest, edge_policy_of(system, settings).key_retention);
  }
  const bool ours = fault->effect.stays_away == past_service;
  return ours ? late_after(shortest) : very_late_after(shortest);
}

}  // namespace assay::scenarios
