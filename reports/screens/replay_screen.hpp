// The screen of a single run: its full timeline, what it did to money, and how it was judged.
// Not of a failure: that is failure_screen.hpp, which leaves out what does not matter.
#pragma once

#include <string>
#include <vector>

#include "campaign/jobs/replay.hpp"
#include "reports/screens/ink.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

/// The full trace, an event a line: its number, the event that caused it, virtual time, node, kind
/// and what. Moments at which the power could have gone, and did not, are left to the JSON form.
[[nodiscard]] std::string timeline(const std::vector<sim::TraceEvent>& trace, const Ink& ink);
/// The same of a run that shows something: evidence is marked, the deadline that was missed has a
/// line of its own, and what repeats is told once, with how often and until when.
[[nodiscard]] std::string timeline(const ShownRun& run, const Ink& ink);

/// Each property that does not simply hold, with what was found; then how many hold.
[[nodiscard]] std::string judgements(const campaign::Replayed& replayed, const Ink& ink);

/// Schedule, timeline, truth beside belief, judgements.
[[nodiscard]] std::string replay_screen(const std::string& title,
                                        const campaign::Replayed& replayed, const Ink& ink);

}  // namespace assay::reports
