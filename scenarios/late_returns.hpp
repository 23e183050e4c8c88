// When clients come back that stay away for long: after their key is surely forgotten. Not what
// they do then: that is models/clients.
#pragma once

#include <optional>
#include <string_view>

#include "harness/system.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

/// When a key that a service keeps for so long is surely forgotten there. Zero: nobody said; then
/// it is taken to keep one as long as processors do.
[[nodiscard]] sim::Duration late_after(sim::Duration retention);
/// The same, at the service and at any processor.
[[nodiscard]] sim::Duration very_late_after(sim::Duration retention);

/// When a client comes back, at the soonest over all that a run may draw, that stays away as
/// `answer` says; nothing where it says nothing of that.
[[nodiscard]] std::optional<sim::Duration> soonest_return(const Scenario& scenario,
                                                          const harness::System& system,
                                                          std::string_view answer);

}  // namespace assay::scenarios
