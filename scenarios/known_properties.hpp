// Which properties there are in a run: ours, those that the system brings, and those that the
// scenario states. Whoever has a name in hand and wants the property asks here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system.hpp"
#include "properties/property.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

/// All of them, in that order. Contract: the scenario is without flaw. Errors: BadInput where the
/// system brings one under a name that is taken.
[[nodiscard]] std::vector<properties::Property> known_properties(
    const Scenario& scenario, const harness::System& system);
/// Those that no other run has: the system's and the scenario's. Errors: the same.
[[nodiscard]] std::vector<properties::Property> own_properties(const Scenario& scenario,
                                                               const harness::System& system);

/// The one of that name, or nothing.
[[nodiscard]] std::optional<properties::Property> known_property(
    const Scenario& scenario, const harness::System& system, std::string_view name);

/// A failure file names a property that there is. Errors: BadInput at its `/property`.
void must_know_property(const std::string& file, const std::string& name, const Scenario& scenario,
                        const harness::System& system);

}  // namespace assay::scenarios
