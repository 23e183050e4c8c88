// Which properties there are in a run: ours, those that the system brings, and those that the
// scenario states. Whoever has a name in hand and wants the property asks here.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "harness/system.hpp"
#include "properties/property.hpp"
#include "scenarios/scenario.hpp"

namespace assay::runs {

/// All of them, in that order. Contract: the scenario is without flaw. Errors: BadInput where the
/// system brings one under a name that is taken.
[[nodiscard]] std::vector<properties::Property> known_properties(
    const scenarios::Scenario& scenario, const harness::System& system);
/// Those that no other run has: the system's and the scenario's. Errors: the same.
[[nodiscard]] std::vector<properties::Property> own_properties(const scenarios::Scenario& scenario,
                                                               const harness::System& system);

/// The one of that name, or nothing.
[[nodiscard]] std::optional<properties::Property> known_property(
    const scenarios::Scenario& scenario, const harness::System& system, std::string_view name);

}  // namespace assay::runs
