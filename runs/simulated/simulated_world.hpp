// The simulated world: nodes, network, stores and clocks of a kernel with virtual time, in which
// real payment code runs. A run of it is a pure function of (scenario, system, baseline, seed,
// plan). Serves laws 1 and 5.
#pragma once

#include <memory>

#include "runs/world.hpp"
#include "sim/search/strategy.hpp"

namespace assay::runs {

/// Keeps memory between runs, and nothing else.
class SimulatedWorld : public World {
 public:
  SimulatedWorld();
  /// Shows from outside how far runs are, in `pulse`, which must outlive it.
  explicit SimulatedWorld(sim::Pulse& pulse);
  ~SimulatedWorld() override;

  const Run& run(const RunRequest& request) override;
  [[nodiscard]] const sim::Decisions& decisions() const override;
  [[nodiscard]] const sim::Trace& trace() const override;

 private:
  class Context;
  std::unique_ptr<Context> context_;
  std::unique_ptr<sim::Strategy> strategy_;  // that the last run was begun by
  sim::Proposal proposal_;
  Run run_;
};

/// A MakeWorld.
[[nodiscard]] std::unique_ptr<World> simulated_world(sim::Pulse* pulse);

}  // namespace assay::runs
