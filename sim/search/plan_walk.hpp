// A walk over plans: every plan that differs from the benign run by no more than a budget, each
// once. A statement, not a sample. Prunes a run's rest only where an equal state was explored with
// at least as much of both budgets left; a pruned subtree counts as many plans as its twin.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "sim/search/strategy.hpp"

namespace assay::sim {

/// When a run's rest may be taken for explored.
enum class Pruning : std::uint8_t {
  none,
  equal_state,                ///< seen with at least as much of both budgets left
  equal_state_of_any_budget,  ///< wrong, and kept for the test that must notice
};

/// How far a search went. plans = ran + pruned.
struct Exhausted {
  Budget budget;
  std::uint64_t plans = 0;
  std::uint64_t ran = 0;
  std::uint64_t pruned = 0;
  std::uint64_t equal_states = 0;  ///< how often a run's rest was found to be explored already
  bool complete = true;            ///< false where it was left before its end
  friend bool operator==(const Exhausted&, const Exhausted&) = default;
};

/// Where a search stands between two runs: enough to go on from, in another process too.
struct Frontier {
  /// How many plans extend a point of a run, by how much of the budget left they may use.
  struct Counts {
    Budget left;
    std::vector<std::uint64_t> plans;  ///< (left.faults + 1) rows of (left.deviations + 1)

    explicit Counts(const Budget& budget = {})
        : left{budget}, plans((std::size_t{left.faults} + 1) * (left.deviations + 1)) {}
    [[nodiscard]] std::uint64_t& at(std::uint32_t faults, std::uint32_t deviations) {
      return plans[std::size_t{faults} * (left.deviations + 1) + deviations];
    }
    friend bool operator==(const Counts&, const Counts&) = default;
  };
  /// A plan whose extensions are being tried.
  struct Level {
    std::size_t points = 0;   ///< of its branch points these are left; the last one is worked on
    std::size_t answers = 0;  ///< of that one's answers these are done
    Counts counts;
    friend bool operator==(const Level&, const Level&) = default;
  };
  bool begun = false;
  std::vector<Level> levels;             ///< from the empty plan on; none once all is done
  std::map<std::uint64_t, Counts> seen;  ///< by the state from which they were explored
  Exhausted so_far;
  friend bool operator==(const Frontier&, const Frontier&) = default;
};

/// Goes on from a frontier; runs of the plans on the way back to it come first, marked `again`.
/// Begins anew where the frontier turns out to be another search's. A share prunes by what it has
/// seen itself.
class PlanWalk final : public Strategy {
 public:
  PlanWalk(Frontier& frontier, const Budget& budget, Pruning pruning = Pruning::equal_state,
           Share share = {});

  [[nodiscard]] std::optional<Proposal> begin() override;
  void learn(const Outcome& outcome) override;

 private:
  [[nodiscard]] Proposal proposal(bool again) const;
  [[nodiscard]] Budget left() const;
  [[nodiscard]] bool is_of_another_share() const { return plan_.empty() && share_.index > 0; }
  [[nodiscard]] bool find_back(const std::vector<BranchPoint>& points);
  void open();
  bool step();
  void close();
  [[nodiscard]] std::size_t first_twin(const Budget& left) const;
  void remember(std::uint64_t state, const Frontier::Counts& counts);

  Frontier& frontier_;
  const Budget budget_;
  const Pruning pruning_;
  const Share share_;
  Plan plan_;                                     // the one of the last level, or to be run next
  std::vector<std::vector<BranchPoint>> points_;  // of each level
};

}  // namespace assay::sim
