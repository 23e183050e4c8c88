// One run played in this process, with all that is kept of it and what it was a run of. What
// `replay` shows and `diff` holds against another.
#pragma once

#include "cli/options.hpp"
#include "cli/targets.hpp"
#include "reports/comparison/run_record.hpp"
#include "scenarios/files/recording.hpp"

namespace assay::cli {

struct PlayedRun {
  reports::RunSubject subject;
  campaign::Replayed replayed;
};

/// The run of that seed, under the system that the options say; `watch` is told of its events.
/// Errors: those of system_for; sim::BrokenHarness.
[[nodiscard]] PlayedRun play_seed(const Target& target, const Options& options,
                                  const sim::TraceWatch* watch = nullptr);

/// The run of a plan, judged by its scenario's properties and the recorded one.
/// Errors: sim::BrokenHarness.
[[nodiscard]] PlayedRun play_plan(const scenarios::Recording& recording, const Options& options,
                                  const sim::TraceWatch* watch = nullptr);

}  // namespace assay::cli
