// Runs of few facts in which truth and belief part, or work is left to do. Invented, so that each
// state comes up; what was found for real is in real_finding.hpp.
#pragma once

#include "reports/shown_run.hpp"

namespace tests {

/// An operation that takes effect as fx-1, told and booked, and again as fx-2, which nobody knows.
[[nodiscard]] assay::reports::ShownRun captured_twice(
    assay::history::OperationKind kind = assay::history::OperationKind::capture);

/// A capture that is believed failed, and took effect or did not.
[[nodiscard]] assay::reports::ShownRun given_up(bool took_effect);

/// Captures and a hold of which everything is open that can be: doubtful, parked, under way, a
/// break, an event that was not taken, a lease; past a deadline.
[[nodiscard]] assay::reports::ShownRun everything_open();

/// A capture that was claimed and begun and never sent; its worker died, and a deadline passed.
[[nodiscard]] assay::reports::ShownRun claimed_and_dead();

/// An effect is undone, some milliseconds into the run.
void undo(assay::reports::ShownRun& run, std::int64_t milliseconds, const char* effect);

}  // namespace tests
