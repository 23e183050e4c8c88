// Exploring in a simulated world that lasts for one call: what a test of one scenario wants. All of
// it is runs/explore.hpp.
#pragma once

#include "runs/explore.hpp"
#include "runs/simulated/simulated_world.hpp"

namespace assay::runs {

/// Explores in a simulated world of its own. Errors: those of `explore`.
[[nodiscard]] inline Exploration explore(const scenarios::Scenario& scenario,
                                         const ExploreOptions& options = {}) {
  SimulatedWorld world;
  return explore(world, scenario, options);
}

}  // namespace assay::runs
