// Depth first, each plan extended only behind its last answer. It keeps its own stack, so that it
// can stop between any two runs and be gone on with.
#include "sim/search/plan_walk.hpp"

#include <algorithm>
#include <utility>

namespace assay::sim {

namespace {

using Counts = Frontier::Counts;
using Level = Frontier::Level;

Answer answer_of(const BranchPoint& point, std::size_t number) {
  return {point.site, point.n, point.answers[number], point.kind};
}

/// What of `counts` stays within another budget.
Counts within(Counts counts, const Budget& left) {
  Counts kept{left};
  for (std::uint32_t f = 0; f <= std::min(left.faults, counts.left.faults); ++f) {
    for (std::uint32_t d = 0; d <= std::min(left.deviations, counts.left.deviations); ++d) {
      kept.at(f, d) = counts.at(f, d);
    }
  }
  return kept;
}

/// Adds a plan that is an answer longer, and those that extend it.
void add(Counts& counts, Counts& below) {
  const std::uint32_t fault = counts.left.faults - below.left.faults;
  const std::uint32_t deviation = counts.left.deviations - below.left.deviations;
  for (std::uint32_t f = fault; f <= counts.left.faults; ++f) {
    for (std::uint32_t d = deviation; d <= counts.left.deviations; ++d) {
      counts.at(f, d) += 1 + below.at(f - fault, d - deviation);
    }
  }
}

}  // namespace

PlanWalk::PlanWalk(Frontier& frontier, const Budget& budget, Pruning pruning, Share share)
    : frontier_{frontier}, budget_{budget}, pruning_{pruning}, share_{share} {
  frontier_.so_far.budget = budget;
}

std::optional<Proposal> PlanWalk::begin() {
  if (points_.size() < frontier_.levels.size()) return proposal(true);
  while (frontier_.begun && !frontier_.levels.empty() && !step()) {
  }
  frontier_.so_far.complete = frontier_.begun && frontier_.levels.empty();
  if (frontier_.so_far.complete) return {};
  return proposal(is_of_another_share());
}

void PlanWalk::learn(const Outcome& outcome) {
  const bool on_the_way = points_.size() < frontier_.levels.size();
  if (on_the_way && !find_back(outcome.points)) {
    frontier_ = {.so_far = {.budget = budget_}};
    plan_.clear();
    points_.clear();
  }
  if (on_the_way) return;
  points_.push_back(outcome.points);
  open();
}

Proposal PlanWalk::proposal(bool again) const {
  Proposal next{.plan = plan_, .again = again};
  if (left().is_spent()) return next;
  next.keep = KeepDecisions::all;
  next.branching = budget_.deviations > 0 ? Branching::at_deviations_too : Branching::at_faults;
  return next;
}

Budget PlanWalk::left() const {
  Budget left = budget_;
  for (const Answer& answer : plan_) --left.of(answer.kind);
  return left;
}

/// One more level of the frontier. Returns: whether the run has what the level stands for.
bool PlanWalk::find_back(const std::vector<BranchPoint>& points) {
  const Level& level = frontier_.levels[points_.size()];
  if (level.counts.left != left() || level.points > points.size()) return false;
  points_.push_back(points);
  if (points_.size() == frontier_.levels.size()) return true;
  if (level.points == 0) return false;
  const BranchPoint& point = points[level.points - 1];
  if (level.answers >= point.answers.size() || left().of(point.kind) == 0) return false;
  plan_.push_back(answer_of(point, level.answers));
  return true;
}

/// The plan was run; its extensions come next.
void PlanWalk::open() {
  Exhausted& so_far = frontier_.so_far;
  frontier_.begun = true;
  if (!is_of_another_share()) ++so_far.ran;
  const Budget left = this->left();
  Level level{.points = 0, .answers = 0, .counts = Counts{left}};
  if (!left.is_spent()) {
    level.points = first_twin(left);
    if (level.points < points_.back().size()) {
      level.counts = within(frontier_.seen.at(points_.back()[level.points].state), left);
      so_far.pruned += level.counts.plans.back();
      ++so_far.equal_states;
    }
  }
  so_far.plans = so_far.ran + so_far.pruned;
  frontier_.levels.push_back(std::move(level));
}

/// One step of the walk. Returns: whether it has come to a plan to be run.
bool PlanWalk::step() {
  Level& level = frontier_.levels.back();
  if (level.points == 0) {
    close();
    return false;
  }
  const BranchPoint& point = points_.back()[level.points - 1];
  const bool ours = !plan_.empty() || share_.takes(level.points - 1);
  if (ours && level.answers < point.answers.size() && left().of(point.kind) > 0) {
    plan_.push_back(answer_of(point, level.answers));
    return true;
  }
  // Of the first points a share has only its own: what extends their state is not all known to it.
  if (!plan_.empty() || share_.of == 1) remember(point.state, level.counts);
  --level.points;
  level.answers = 0;
  return false;
}

/// All that extends the plan has been run: its counts go to the plan that it extends.
void PlanWalk::close() {
  Counts below = std::move(frontier_.levels.back().counts);
  frontier_.levels.pop_back();
  points_.pop_back();
  if (plan_.empty()) return;
  plan_.pop_back();
  Level& level = frontier_.levels.back();
  ++level.answers;
  add(level.counts, below);
}

/// The first point whose state, and so the rest of the run, was explored before.
std::size_t PlanWalk::first_twin(const Budget& left) const {
  const std::vector<BranchPoint>& points = points_.back();
  if (pruning_ == Pruning::none) return points.size();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto known = frontier_.seen.find(points[i].state);
    if (known == frontier_.seen.end()) continue;
    const bool explored = known->second.left.covers(left);
    if (explored || pruning_ == Pruning::equal_state_of_any_budget) return i;
  }
  return points.size();
}

void PlanWalk::remember(std::uint64_t state, const Counts& counts) {
  if (pruning_ == Pruning::none || state == 0) return;
  Counts& known = frontier_.seen.try_emplace(state, counts).first->second;
  if (counts.left.covers(known.left)) known = counts;
}

}  // namespace assay::sim
