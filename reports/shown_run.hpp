// The run that shows a failure, in full, and all that reports tell of a finding. Values only:
// whoever runs the world fills them in.
#pragma once

#include <optional>
#include <vector>

#include "campaign/results/results.hpp"
#include "history/history.hpp"
#include "runs/remedies/search.hpp"
#include "scenarios/scenario.hpp"
#include "sim/world/trace.hpp"

namespace assay::reports {

/// The run of a finding's plan.
struct ShownRun {
  std::vector<sim::TraceEvent> trace;
  history::History history;
  std::vector<std::uint64_t> evidence;  ///< sequence numbers, of the property's first finding
  std::optional<properties::Missed> missed{};  ///< the deadline of that finding, where it has one
};

/// A finding, the scenario that it broke, and its run where there is a plan to run.
struct FindingReport {
  campaign::ReportedFinding reported;
  scenarios::Scenario scenario;
  std::optional<ShownRun> run;
  /// What was tried on the state that it left, where anything was.
  std::optional<runs::Treatment> treatment{};
};

}  // namespace assay::reports
