// Which system is run in a scenario: the one that it names, or another one in its place. Not
// whether they fit: that is check.hpp.
#pragma once

#include <string>
#include <vector>

#include "harness/system.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

/// The one of `systems` that the scenario names. Where there is no shipped code, which is what a
/// file means that names none, the first stands in for it. Returns: nullptr where there is none.
[[nodiscard]] const harness::System* system_of(const Scenario& scenario, harness::Systems systems);

/// Whether the scenario names another system than this one, or than the one it is a defect of.
[[nodiscard]] bool stands_in(const harness::System& system, const Scenario& scenario);

/// The options that make the program run this system in the scenario: `--system` where it stands in
/// for another, `--defect` where it is one. Words of a command.
[[nodiscard]] std::vector<std::string> options_for(const harness::System& system,
                                                   const Scenario& scenario);

}  // namespace assay::scenarios
