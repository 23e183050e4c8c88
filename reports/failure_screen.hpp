// The screen of one failure, to be understood in half a minute: what broke, what is at risk, what
// has to go wrong for it, how it came about, where truth and belief part, and how to see it again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/results.hpp"
#include "models/observations/observation.hpp"
#include "reports/ink.hpp"
#include "sim/trace.hpp"

namespace assay::reports {

/// The run that shows a failure, in full.
struct ShownRun {
  std::vector<sim::TraceEvent> trace;
  models::History history;
  std::vector<std::uint64_t> evidence;  ///< sequence numbers, of the property's first finding
};

/// The whole screen; without a run, only what the finding itself tells.
[[nodiscard]] std::string failure_screen(const campaign::ReportedFinding& reported,
                                         const std::optional<ShownRun>& run, const Ink& ink);

/// Findings below each other, one line each, their columns aligned.
[[nodiscard]] std::string failure_list(const std::vector<campaign::ReportedFinding>& findings,
                                       const Ink& ink);

/// The numbered schedule of a plan: faults first, then how many other answers there are.
[[nodiscard]] std::string schedule(const sim::Plan& plan, const Ink& ink);

}  // namespace assay::reports
