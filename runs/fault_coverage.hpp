// Which of the faults that a scenario allows struck in a run, and in which phases. A fault strikes
// where its consequence was seen: the message was gone, the node down, the commit refused. Not what
// that led to: it is judged from observations.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runs/bits.hpp"
#include "runs/state_coverage.hpp"
#include "scenarios/scenario.hpp"
#include "sim/decisions/decisions.hpp"
#include "sim/decisions/fault_rules.hpp"

namespace assay::runs {

/// The scenario's faults as rules for the kernel: one per site pattern and answer, in file order.
[[nodiscard]] std::vector<sim::FaultRule> fault_rules(const scenarios::Scenario& scenario);

/// What became of allowed things in one run, by their places in their list.
struct Chances {
  std::vector<std::uint32_t> visits;  ///< how often each could have been chosen
  Bits chosen;                        ///< at some visit
  Bits applied;                       ///< and its consequence was seen

  void clear(std::size_t size);
};

/// The faults as listed by `allowed_faults`, the phases as listed by `listed_phases`.
struct FaultsOfRun {
  Chances faults;
  Chances phases;
  std::uint32_t struck = 0;  ///< faults, each time one's consequence was seen
  StatesOfRun states;        ///< in which state of an operation
};

/// Counts the faults of one scenario.
class FaultCoverage {
 public:
  explicit FaultCoverage(const scenarios::Scenario& scenario);

  /// What was visited, chosen and struck in a run.
  void count(const sim::Decisions& decisions, const sim::FaultModel& faults, FaultsOfRun& into);

 private:
  void count_visits(const sim::Decisions& decisions, const sim::FaultModel& faults,
                    FaultsOfRun& into);
  void count_answers(const sim::Decisions& decisions, const sim::FaultModel& faults,
                     FaultsOfRun& into) const;

  std::size_t rules_;
  std::vector<std::string> phases_;     // "acquirer.capture/reply: lose"
  std::vector<std::uint32_t> visits_;  // of the model's known actions, in this run
};

}  // namespace assay::runs
