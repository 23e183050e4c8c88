// Counting and naming of answers.
#include "sim/decisions/plan.hpp"

#include <algorithm>

namespace assay::sim {

const char* to_text(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::fault: return "fault";
    case DecisionKind::crash: return "crash";
    case DecisionKind::schedule: return "schedule";
    case DecisionKind::timing: return "timing";
    case DecisionKind::workload: return "workload";
  }
  return "?";
}

std::size_t fault_count(const Plan& plan) {
  return static_cast<std::size_t>(
      std::ranges::count_if(plan, [](const Answer& answer) { return answer.is_fault(); }));
}

}  // namespace assay::sim
