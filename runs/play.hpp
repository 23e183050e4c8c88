// A strategy at work: what it proposes is run, judged, and told to it. The one loop over runs of
// everything that runs a scenario many times in one process. What is judged is its caller's.
#pragma once

#include <functional>

#include "runs/world.hpp"
#include "sim/search/strategy.hpp"

namespace assay::runs {

/// Where a strategy is played, and of what.
struct Testbed {
  World& world;
  const scenarios::Scenario& scenario;
  const harness::System& system;
};

/// Looks at a run, which lasts until the next. Returns: whether what the strategy looks for went
/// wrong in it. It is not asked of runs that were judged before.
using Judge = std::function<bool(const Run&, const sim::Proposal&)>;

/// Called before each run. Returns: false where the strategy is to be left there.
using Before = std::function<bool(const sim::Proposal&)>;

/// Plays a strategy to its end, or to where `before` ends it.
void play(sim::Strategy& strategy, const Testbed& testbed, const Judge& judge,
          const Before& before = {});

}  // namespace assay::runs
