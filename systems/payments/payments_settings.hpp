// The settings of the shipped payment code: which a scenario may set, what they come to, and what
// the code has against some of them.
#pragma once

#include <string>
#include <vector>

#include "harness/settings.hpp"
#include "harness/system.hpp"
#include "payments/types/config.hpp"

namespace assay::systems {

[[nodiscard]] harness::SettingsSchema payments_settings();

/// The service's own settings. `effect_max`: D_max of its processor.
[[nodiscard]] payments::Config config_of(const harness::Settings& settings,
                                         harness::Duration effect_max);

/// What the service promises its clients with these settings.
[[nodiscard]] harness::EdgePolicy payments_edge_policy(const harness::Settings& settings);

/// What the service has against settings, and against promises that it would break by right, a
/// sentence each.
[[nodiscard]] std::vector<std::string> payments_refusals(const harness::Settings& settings,
                                                         const harness::WorldPromises& world);

}  // namespace assay::systems
