// What a system has that faults can strike, by what it says of itself. Not included outside
// scenarios/. Serves the promise that a fault which cannot strike is told from one that did not.
#pragma once

#include <string_view>

#include "harness/system.hpp"
#include "scenarios/scenario.hpp"

namespace assay::runs {

/// Whether the system has a place that this site, "acquirer.*/reply", stands for. A system that
/// does not say what it has may have everything.
[[nodiscard]] bool reaches(const harness::System& system, const scenarios::Scenario& scenario,
                           std::string_view site);

}  // namespace assay::runs
