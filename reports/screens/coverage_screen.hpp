// What a campaign came to, place by place: faults by phase and state, and marks. Pure functions of
// results; the line that sums them up is reach_words.hpp's.
#pragma once

#include <string>

#include "campaign/results/results.hpp"
#include "reports/screens/ink.hpp"

namespace assay::reports {

/// Per scenario, each fault by phase and state of the operation, with the runs that passed there
/// and those in which it struck, and what no run passed; empty where no fault was possible.
[[nodiscard]] std::string coverage_screen(const campaign::Results& results, const Ink& ink);

/// The marks in the system's own code, and how often each was come to; empty where there are none.
[[nodiscard]] std::string marks_table(const campaign::ScenarioResult& result, const Ink& ink);

}  // namespace assay::reports
