// The walk over plans: depth first, each plan extended only behind its last answer.
#include "sim/search/exhaust.hpp"

#include <map>

namespace assay::sim {

namespace {

/// How many plans extend a point of a run, by the budget left: counts[b - 1] for b faults.
using Counts = std::vector<std::uint64_t>;

class Walk {
 public:
  Walk(Pruning pruning, const Branches& branches, const std::function<bool()>& stop)
      : pruning_{pruning}, branches_{branches}, stop_{stop} {}

  Exhausted walk(std::uint32_t faults) {
    result_.faults = faults;
    Plan plan;
    (void)visit(plan, faults);
    result_.plans = result_.ran + result_.pruned;
    return result_;
  }

 private:
  /// Runs a plan and all that extend it by up to `budget` faults.
  Counts visit(Plan& plan, std::uint32_t budget) {
    ++result_.ran;
    const std::vector<BranchPoint> points = branches_(plan);
    Counts counts(budget);
    if (budget == 0) return counts;
    const std::size_t twin = first_twin(points, budget);
    if (twin < points.size()) {
      counts = seen_.at(points[twin].state);
      counts.resize(budget);
      result_.pruned += counts[budget - 1];
      ++result_.equal_states;
    }
    for (std::size_t i = twin; i-- > 0;) {
      extend(plan, points[i], budget, counts);
      if (!result_.complete) return counts;
      remember(points[i].state, counts);
    }
    return counts;
  }

  /// The first point whose state, and so the rest of the run, was explored before.
  std::size_t first_twin(const std::vector<BranchPoint>& points, std::uint32_t budget) const {
    if (pruning_ == Pruning::none) return points.size();
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto known = seen_.find(points[i].state);
      if (known == seen_.end()) continue;
      if (known->second.size() >= budget || pruning_ == Pruning::equal_state_of_any_budget)
        return i;
    }
    return points.size();
  }

  void extend(Plan& plan, const BranchPoint& point, std::uint32_t budget, Counts& counts) {
    for (const std::string& answer : point.answers) {
      if (stop_ && stop_()) result_.complete = false;
      if (!result_.complete) return;
      plan.push_back({point.site, point.n, answer, point.kind});
      const Counts below = visit(plan, budget - 1);
      plan.pop_back();
      counts[0] += 1;
      for (std::uint32_t b = 1; b < budget; ++b) counts[b] += 1 + below[b - 1];
    }
  }

  void remember(std::uint64_t state, const Counts& counts) {
    if (pruning_ == Pruning::none) return;
    Counts& known = seen_[state];
    if (known.size() < counts.size()) known = counts;
  }

  Pruning pruning_;
  const Branches& branches_;
  const std::function<bool()>& stop_;
  std::map<std::uint64_t, Counts> seen_;
  Exhausted result_;
};

}  // namespace

Exhausted exhaust(std::uint32_t faults, Pruning pruning, const Branches& branches,
                  const std::function<bool()>& stop) {
  return Walk{pruning, branches, stop}.walk(faults);
}

}  // namespace assay::sim
