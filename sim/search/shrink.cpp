// Delta debugging over answers: large pieces first, then single ones, until nothing more can go.
#include "sim/search/shrink.hpp"

#include <algorithm>
#include <array>

namespace assay::sim {

namespace {

/// Keeps the smallest plan known to fail, and counts what it took.
class Smallest {
 public:
  Smallest(const StillFails& still_fails, Shrunk& shrunk)
      : still_fails_{still_fails}, shrunk_{shrunk} {}

  /// Tries a candidate; keeps what its run recorded where it fails still and is smaller.
  bool accept(const Plan& candidate) {
    ++shrunk_.tries;
    std::optional<Plan> recorded = still_fails_(candidate);
    if (!recorded) return false;
    shrunk_.plan = recorded->size() <= candidate.size() ? std::move(*recorded) : candidate;
    return true;
  }
  [[nodiscard]] const Plan& plan() const { return shrunk_.plan; }

 private:
  const StillFails& still_fails_;
  Shrunk& shrunk_;
};

template <class Dropped>
Plan without(const Plan& plan, Dropped dropped) {
  Plan rest;
  std::ranges::copy_if(plan, std::back_inserter(rest),
                       [&](const Answer& answer) { return !dropped(answer); });
  return rest;
}

void drop_kinds(Smallest& smallest) {
  if (smallest.accept(without(smallest.plan(), [](const Answer& a) { return !a.is_fault(); }))) {
    return;
  }
  for (const auto kind : {DecisionKind::schedule, DecisionKind::timing, DecisionKind::workload}) {
    (void)smallest.accept(
        without(smallest.plan(), [&](const Answer& a) { return a.kind == kind; }));
  }
}

bool droppable(const Answer& answer, bool faults) { return answer.is_fault() == faults; }

/// Drops pieces of `width` answers of one sort, from the back. Returns: whether any went.
bool drop_pieces(Smallest& smallest, bool faults, std::size_t width) {
  bool any = false;
  for (std::size_t end = smallest.plan().size(); end > 0;) {
    const std::size_t begin = end > width ? end - width : 0;
    Plan candidate;
    for (std::size_t i = 0; i < smallest.plan().size(); ++i) {
      const bool inside = i >= begin && i < end;
      if (!inside || !droppable(smallest.plan()[i], faults))
        candidate.push_back(smallest.plan()[i]);
    }
    if (candidate.size() < smallest.plan().size() && smallest.accept(candidate)) any = true;
    end = std::min(begin, smallest.plan().size());
  }
  return any;
}

void drop_one_sort(Smallest& smallest, bool faults) {
  for (std::size_t width = smallest.plan().size() / 2; width > 1; width /= 2) {
    drop_pieces(smallest, faults, width);
  }
  while (drop_pieces(smallest, faults, 1)) {
  }
}

}  // namespace

Shrunk shrink(const Plan& plan, const StillFails& still_fails) {
  Shrunk shrunk{.plan = plan};
  Smallest smallest{still_fails, shrunk};
  if (!smallest.accept(plan)) {
    shrunk.reproduced = false;
    return shrunk;
  }
  drop_kinds(smallest);
  for (std::size_t before = shrunk.plan.size() + 1; shrunk.plan.size() < before;) {
    before = shrunk.plan.size();
    drop_one_sort(smallest, true);
    drop_one_sort(smallest, false);
  }
  return shrunk;
}

}  // namespace assay::sim
