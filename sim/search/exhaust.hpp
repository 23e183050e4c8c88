// Exhaustive search: every plan of at most k faults over the sites that a scenario reaches. A
// statement, not a sample. Prunes a run's rest only where an equal state was explored with at least
// as much budget left; a pruned subtree counts as many plans as its twin.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "sim/decisions/plan.hpp"

namespace assay::sim {

/// A decision of a run at which the search may branch.
struct BranchPoint {
  std::string site;
  std::uint32_t n = 1;
  DecisionKind kind{};
  std::vector<std::string> answers;  ///< those that are not benign
  std::uint64_t state = 0;           ///< fingerprint of everything that decides how the run goes on
};

/// Plays a plan on the benign baseline. Returns: the fault and crash decisions that the run asked
/// after the plan's last answer, in order.
using Branches = std::function<std::vector<BranchPoint>(const Plan&)>;

/// When a run's rest may be taken for explored.
enum class Pruning : std::uint8_t {
  none,
  equal_state,                ///< seen with at least as much budget left
  equal_state_of_any_budget,  ///< wrong, and kept for the test that must notice
};

/// How far a search went. plans = ran + pruned.
struct Exhausted {
  std::uint32_t faults = 0;
  std::uint64_t plans = 0;
  std::uint64_t ran = 0;
  std::uint64_t pruned = 0;
  std::uint64_t equal_states = 0;  ///< how often a run's rest was found to be explored already
  bool complete = true;            ///< false where `stop` ended it
  friend bool operator==(const Exhausted&, const Exhausted&) = default;
};

/// Where a search stands between two runs: enough to go on from, in another process too.
struct Frontier {
  /// By the budget left: how many plans extend a point of a run, counts[b - 1] for b faults.
  using Counts = std::vector<std::uint64_t>;
  /// A plan whose extensions are being tried.
  struct Level {
    std::size_t points = 0;  ///< of its branch points these are left; the last one is worked on
    std::size_t answers = 0;  ///< of that one's answers these are done
    Counts counts;
    friend bool operator==(const Level&, const Level&) = default;
  };
  bool begun = false;
  std::vector<Level> levels;               ///< from the empty plan on; none once all is done
  std::map<std::uint64_t, Counts> seen;    ///< by the state from which they were explored
  Exhausted so_far;
  friend bool operator==(const Frontier&, const Frontier&) = default;
};

/// Goes on from a frontier, to the end or to where `stop` answers true, and leaves it there.
/// `revisit` does what `branches` does and counts nothing: plans that were run before are asked for
/// again. Returns: false where the frontier is of another search, and is left as it was.
bool exhaust(Frontier& frontier, std::uint32_t faults, Pruning pruning, const Branches& branches,
             const Branches& revisit, const std::function<bool()>& stop);

/// Visits every set of at most `faults` answers exactly once, the empty one included. Calls `stop`
/// between runs; ends early where it answers true.
[[nodiscard]] Exhausted exhaust(std::uint32_t faults, Pruning pruning, const Branches& branches,
                                const std::function<bool()>& stop);

}  // namespace assay::sim
