// What plays a plan: the one thing that searches, campaigns and reports know of a world. The
// simulated world is one; whatever else can put a system under test through a scenario, answer its
// questions by a plan and say what was seen, is another. Not judged here: that is verdict.hpp.
#pragma once

#include <memory>

#include "runs/run.hpp"
#include "sim/kernel/pulse.hpp"

namespace assay::runs {

/// Plays one run at a time, on the thread that made it. What it keeps between runs changes none of
/// them: a run is a function of its request.
class World {
 public:
  World() = default;
  virtual ~World() = default;
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// Puts the request's system through its scenario. Contract: both are there. Returns: what the
  /// run did, until the next one. Errors: BadInput where the settings suit no system of that kind.
  virtual const Run& run(const RunRequest& request) = 0;

  // Of the last run, until the next one.
  /// Its decisions, as far as the request had them kept.
  [[nodiscard]] virtual const sim::Decisions& decisions() const = 0;
  /// Its events; none where the request had none traced.
  [[nodiscard]] virtual const sim::Trace& trace() const = 0;

  /// All answers that were not benign: played as a plan, they make the same run.
  [[nodiscard]] sim::Plan recorded() const { return decisions().recorded(); }
  /// The answers of its plan whose questions never came.
  [[nodiscard]] sim::Plan unplaced() const { return decisions().unplaced(); }
};

/// Makes a world for the thread that calls. It shows in `pulse`, which must outlive it, how far its
/// runs are; nullptr: nobody looks. `main` chooses one and passes it down.
using MakeWorld = std::unique_ptr<World> (*)(sim::Pulse* pulse);

}  // namespace assay::runs
