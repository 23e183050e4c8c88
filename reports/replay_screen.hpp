// The screen of a single run: its full timeline, what it did to money, and how it was judged.
#pragma once

#include <string>
#include <vector>

#include "campaign/replay.hpp"
#include "reports/ink.hpp"

namespace assay::reports {

/// The full trace, an event a line: virtual time, node, kind, what, and the event that caused it.
[[nodiscard]] std::string timeline(const std::vector<sim::TraceEvent>& trace, const Ink& ink);

/// Each property that does not simply hold, with what was found; then how many hold.
[[nodiscard]] std::string judgements(const campaign::Replayed& replayed, const Ink& ink);

/// Schedule, timeline, truth beside belief, judgements.
[[nodiscard]] std::string replay_screen(const std::string& title, const campaign::Replayed& replayed,
                                        const Ink& ink);

}  // namespace assay::reports
