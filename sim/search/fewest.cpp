// Singles first, then pairs by how many of the two the failing run had.
#include "sim/search/fewest.hpp"

#include <algorithm>
#include <vector>

namespace assay::sim {

namespace {

class Search {
 public:
  Search(const FewestOrder& order, const Probe& probe) : order_{order}, probe_{probe} {
    std::ranges::copy_if(order.shrunk, std::back_inserter(base_),
                         [](const Answer& answer) { return !answer.is_fault(); });
  }

  Fewest run() {
    const Probed calm = try_with({});
    for (const bool seen : {true, false}) {
      for (const Answer& first : calm.possible) {
        if (was_seen(first) == seen && !over()) singles_.push_back({first, try_with({first})});
      }
    }
    for (const int seen : {2, 1, 0}) try_pairs(seen);
    return std::move(result_);
  }

 private:
  struct Single {
    Answer first;
    Probed probed;
  };

  [[nodiscard]] bool over() const { return result_.plan || result_.tries >= order_.tries_max; }

  [[nodiscard]] bool was_seen(const Answer& answer) const {
    return std::ranges::find(order_.recorded, answer) != order_.recorded.end();
  }

  Probed try_with(const Plan& faults) {
    ++result_.tries;
    Plan plan = base_;
    plan.insert(plan.end(), faults.begin(), faults.end());
    Probed probed = probe_(plan);
    if (probed.failed && !result_.plan) result_.plan = *probed.failed;
    return probed;
  }

  void try_pairs(int seen) {
    for (const Single& single : singles_) {
      for (const Answer& second : single.probed.possible) {
        if (over()) return;
        const int known = int{was_seen(single.first)} + int{was_seen(second)};
        if (known == seen) (void)try_with({single.first, second});
      }
    }
  }

  const FewestOrder& order_;
  const Probe& probe_;
  Plan base_;
  std::vector<Single> singles_;
  Fewest result_;
};

}  // namespace

Fewest fewest_faults(const FewestOrder& order, const Probe& probe) {
  return Search{order, probe}.run();
}

}  // namespace assay::sim
