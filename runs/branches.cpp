// Reading a run's decisions.
#include "runs/branches.hpp"

#include "sim/check.hpp"

namespace assay::runs {

std::vector<sim::BranchPoint> branches_after(const World& world, std::size_t faults) {
  const sim::Decisions& decisions = world.decisions();
  std::vector<sim::BranchPoint> points;
  for (const sim::AskedDecision& asked : decisions.asked()) {
    if (asked.kind != sim::DecisionKind::fault && asked.kind != sim::DecisionKind::crash) continue;
    if (asked.answer != 0) {
      points.clear();
      SIM_CHECK(faults-- > 0, "a benign run has no faults but its plan's");
      continue;
    }
    sim::BranchPoint point{
        std::string{decisions.name(asked.site)}, asked.n, asked.kind, {}, asked.state};
    for (std::uint32_t i = 1; i < asked.options->options(); ++i) {
      point.answers.push_back(asked.options->option(i).id);
    }
    points.push_back(std::move(point));
  }
  return points;
}

}  // namespace assay::runs
