// Which fact a note of a trace stands for: the trace notes each observation as it is made, with
// its words alone. For whoever tells a run event by event and has to know what was evidence.
#pragma once

#include <vector>

#include "reports/shown_run.hpp"

namespace assay::reports {

/// For each event of the trace the fact that it notes; nullptr where it notes none. They live as
/// long as the run's history.
[[nodiscard]] std::vector<const history::Observation*> observed_in(
    const std::vector<sim::TraceEvent>& trace, const history::History& history);

}  // namespace assay::reports
