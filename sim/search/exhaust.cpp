// The walk over plans: depth first, each plan extended only behind its last answer. It keeps its
// own stack, so that it can stop between any two runs and be gone on with.
#include "sim/search/exhaust.hpp"

namespace assay::sim {

namespace {

using Counts = Frontier::Counts;
using Level = Frontier::Level;

class Walk {
 public:
  Walk(Frontier& frontier, std::uint32_t faults, Pruning pruning, const Branches& branches,
       const std::function<bool()>& stop)
      : frontier_{frontier}, faults_{faults}, pruning_{pruning}, branches_{branches}, stop_{stop} {}

  /// Plays again what the frontier's levels stand for. Returns: whether all of them are there.
  bool find_back(const Branches& revisit) {
    for (std::size_t depth = 0; depth < frontier_.levels.size(); ++depth) {
      const Level& level = frontier_.levels[depth];
      if (depth >= faults_ || level.counts.size() != faults_ - depth) return false;
      points_.push_back(revisit(plan_));
      if (level.points > points_.back().size()) return false;
      if (depth + 1 == frontier_.levels.size()) break;
      if (level.points == 0) return false;
      const BranchPoint& point = points_.back()[level.points - 1];
      if (level.answers >= point.answers.size()) return false;
      plan_.push_back(answer_of(point, level.answers));
    }
    return true;
  }

  void walk() {
    Exhausted& result = frontier_.so_far;
    result.faults = faults_;
    result.complete = true;
    if (!frontier_.begun) open();
    frontier_.begun = true;
    while (!frontier_.levels.empty() && step()) {
    }
    result.complete = frontier_.levels.empty();
    result.plans = result.ran + result.pruned;
  }

 private:
  static Answer answer_of(const BranchPoint& point, std::size_t number) {
    return {point.site, point.n, point.answers[number], point.kind};
  }

  [[nodiscard]] std::uint32_t budget() const {
    return faults_ - static_cast<std::uint32_t>(plan_.size());
  }

  /// One step of the walk. Returns: false where `stop` ends it.
  bool step() {
    Level& level = frontier_.levels.back();
    if (level.points == 0) {
      close();
      return true;
    }
    const BranchPoint& point = points_.back()[level.points - 1];
    if (level.answers >= point.answers.size()) {
      remember(point.state, level.counts);
      --level.points;
      level.answers = 0;
      return true;
    }
    if (stop_ && stop_()) return false;
    plan_.push_back(answer_of(point, level.answers));
    open();
    return true;
  }

  /// Runs the plan; its extensions come next.
  void open() {
    ++frontier_.so_far.ran;
    points_.push_back(branches_(plan_));
    const std::uint32_t left = budget();
    Level level{.points = 0, .answers = 0, .counts = Counts(left)};
    if (left > 0) {
      level.points = first_twin(points_.back(), left);
      if (level.points < points_.back().size()) {
        level.counts = frontier_.seen.at(points_.back()[level.points].state);
        level.counts.resize(left);
        frontier_.so_far.pruned += level.counts[left - 1];
        ++frontier_.so_far.equal_states;
      }
    }
    frontier_.levels.push_back(std::move(level));
  }

  /// All that extends the plan has been run: its counts go to the plan that it extends.
  void close() {
    const Counts below = std::move(frontier_.levels.back().counts);
    frontier_.levels.pop_back();
    points_.pop_back();
    if (plan_.empty()) return;
    plan_.pop_back();
    Level& level = frontier_.levels.back();
    ++level.answers;
    level.counts[0] += 1;
    for (std::size_t b = 1; b < level.counts.size(); ++b) level.counts[b] += 1 + below[b - 1];
  }

  /// The first point whose state, and so the rest of the run, was explored before.
  std::size_t first_twin(const std::vector<BranchPoint>& points, std::uint32_t left) const {
    if (pruning_ == Pruning::none) return points.size();
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto known = frontier_.seen.find(points[i].state);
      if (known == frontier_.seen.end()) continue;
      if (known->second.size() >= left || pruning_ == Pruning::equal_state_of_any_budget) return i;
    }
    return points.size();
  }

  void remember(std::uint64_t state, const Counts& counts) {
    if (pruning_ == Pruning::none) return;
    Counts& known = frontier_.seen[state];
    if (known.size() < counts.size()) known = counts;
  }

  Frontier& frontier_;
  std::uint32_t faults_;
  Pruning pruning_;
  const Branches& branches_;
  const std::function<bool()>& stop_;
  Plan plan_;                                     // the one of the last level
  std::vector<std::vector<BranchPoint>> points_;  // of each level
};

}  // namespace

bool exhaust(Frontier& frontier, std::uint32_t faults, Pruning pruning, const Branches& branches,
             const Branches& revisit, const std::function<bool()>& stop) {
  Walk walk{frontier, faults, pruning, branches, stop};
  if (!walk.find_back(revisit)) return false;
  walk.walk();
  return true;
}

Exhausted exhaust(std::uint32_t faults, Pruning pruning, const Branches& branches,
                  const std::function<bool()>& stop) {
  Frontier frontier;
  (void)exhaust(frontier, faults, pruning, branches, branches, stop);
  return frontier.so_far;
}

}  // namespace assay::sim
