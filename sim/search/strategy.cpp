// The loop over a strategy's runs, and what a run tells of where it might have branched.
#include "sim/search/strategy.hpp"

#include <algorithm>

#include "sim/check.hpp"

namespace assay::sim {

namespace {

bool branches_at(DecisionKind kind, Branching branching) {
  if (is_fault(kind)) return branching != Branching::nowhere;
  return is_deviation(kind) && branching == Branching::at_deviations_too;
}

}  // namespace

void drive(Strategy& strategy, const Play& play) {
  while (const auto proposal = strategy.begin()) {
    const auto outcome = play(*proposal);
    if (!outcome) return;
    strategy.learn(*outcome);
  }
}

NamedStrategy strategy_named(std::string_view name) {
  const std::vector<NamedStrategy> all = strategies();
  const auto found = std::ranges::find(all, name, &NamedStrategy::name);
  SIM_CHECK(found != all.end(), "a strategy is looked up by a name that it has");
  return *found;
}

std::string counted(std::uint32_t count, std::string_view thing) {
  return std::to_string(count).append(" ").append(thing).append(count == 1 ? "" : "s");
}

std::vector<BranchPoint> branch_points(const Decisions& decisions, Branching branching,
                                       std::size_t answers) {
  std::vector<BranchPoint> points;
  for (const AskedDecision& asked : decisions.asked()) {
    if (!branches_at(asked.kind, branching)) continue;
    if (asked.answer != 0) {
      points.clear();
      SIM_CHECK(answers-- > 0, "a benign run has no answers but its plan's");
      continue;
    }
    Answer named = decisions.named(asked);
    const std::uint64_t state = is_fault(asked.kind) ? asked.state : 0;
    BranchPoint point{std::move(named.site), asked.n, asked.kind, {}, state};
    for (std::uint32_t i = 1; i < asked.options->options(); ++i) {
      point.answers.push_back(asked.options->option(i).id);
    }
    points.push_back(std::move(point));
  }
  return points;
}

Plan answers_at(const std::vector<BranchPoint>& points) {
  Plan answers;
  for (const BranchPoint& point : points) {
    for (const std::string& answer : point.answers) {
      answers.push_back({point.site, point.n, answer, point.kind});
    }
  }
  return answers;
}

}  // namespace assay::sim
