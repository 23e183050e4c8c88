// Which of the faults that a scenario allows struck in a run, and in which phases. Not what they
// led to: that is judged from observations.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/decisions.hpp"
#include "sim/fault_rules.hpp"

namespace assay::scenarios {

/// The scenario's faults as rules for the kernel: one per site pattern and answer, in file order.
[[nodiscard]] std::vector<sim::FaultRule> fault_rules(const Scenario& scenario);

/// Counts the faults of one scenario.
class StruckFaults {
 public:
  explicit StruckFaults(const Scenario& scenario);

  /// What struck in a run. Sets a bit per rule and per listed phase.
  void count(const sim::Decisions& decisions, const sim::FaultModel& faults, std::uint64_t& rules,
             std::uint64_t& phases) const;

 private:
  std::vector<std::string> phases_;  // "acquirer.capture/reply: lose"
};

}  // namespace assay::scenarios
