// A failure or plan file and all that it takes to run it again: its scenario, its system, and
// whether this program is still the one that recorded it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/jobs/replay.hpp"
#include "cli/options.hpp"
#include "harness/system.hpp"
#include "scenarios/files/failure_file.hpp"
#include "scenarios/files/plan_file.hpp"
#include "scenarios/scenario.hpp"

namespace assay::cli {

/// What kind of file it is, by its "schema".
enum class FileKind { scenario, plan, failure, replay };

/// Errors: BadInput where it is none of ours.
[[nodiscard]] FileKind kind_of_file(const std::string& path);

/// A plan that was saved, with or without the failure that it shows.
struct Recording {
  scenarios::Scenario scenario;
  std::string scenario_path;  ///< empty for a scenario of the library
  std::string scenario_digest;
  std::uint32_t behaviour = 1;
  const harness::System* system = nullptr;  ///< that runs, its defect with it
  sim::Plan plan;
  std::optional<scenarios::FailureFile> failure;
};

/// Reads a plan or failure file and finds its scenario: in the library, or where --scenario says.
/// Errors: BadInput, UnknownName.
[[nodiscard]] Recording load_recording(const std::string& path, const Options& options);

/// The run that its plan leads to, judged; `watch` is told of its events.
[[nodiscard]] campaign::Replayed play(const Recording& recording, const runs::Jury& jury,
                                      runs::World& world, const sim::TraceWatch* watch = nullptr);

/// How this program differs from the one that recorded it, a sentence each; empty where it does
/// not.
[[nodiscard]] std::vector<std::string> differences(const Recording& recording);

}  // namespace assay::cli
