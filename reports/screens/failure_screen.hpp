// The screen of one failure, to be understood in half a minute: what broke, what is at risk, what
// has to go wrong for it, how it came about, where truth and belief part, and how to see it again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/results/results.hpp"
#include "reports/screens/ink.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

/// The whole screen; without a run, only what the finding itself tells.
[[nodiscard]] std::string failure_screen(const campaign::ReportedFinding& reported,
                                         const std::optional<ShownRun>& run, const Ink& ink);

/// Findings below each other, one line each, their columns aligned.
[[nodiscard]] std::string failure_list(const std::vector<campaign::ReportedFinding>& findings,
                                       const Ink& ink);

/// The numbered schedule of a plan: faults first, then how many other answers there are.
[[nodiscard]] std::string schedule(const sim::Plan& plan, const Ink& ink);

}  // namespace assay::reports
