// From a proposal to a run, and from the run to what its strategy is told.
#include "runs/play.hpp"

#include "sim/check.hpp"

namespace assay::runs {

void play(sim::Strategy& strategy, const Testbed& testbed, const Judge& judge,
          const Before& before) {
  sim::drive(strategy, [&](const sim::Proposal& next) -> std::optional<sim::Outcome> {
    if (before && !before(next)) return {};
    const Run& run = testbed.world.run({.scenario = &testbed.scenario,
                                        .system = &testbed.system,
                                        .baseline = next.baseline,
                                        .seed = next.seed,
                                        .plan = &next.plan,
                                        .respondent = &strategy,
                                        .keep = next.keep});
    sim::Outcome outcome;
    outcome.failed = !next.again && judge(run, next);
    if (outcome.failed && next.keep != sim::KeepDecisions::faults) {
      outcome.recorded = testbed.world.recorded();
    }
    if (next.branching == sim::Branching::nowhere) return outcome;
    outcome.points =
        sim::branch_points(testbed.world.decisions(), next.branching, next.plan.size());
    return outcome;
  });
}

}  // namespace assay::runs
