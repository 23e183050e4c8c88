// A failure or plan file and all that it takes to run it again: its scenario, its system, and
// whether this program is still the one that recorded it.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "harness/system.hpp"
#include "scenarios/files/failure_file.hpp"
#include "scenarios/files/plan_file.hpp"
#include "scenarios/named.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

/// A file of ours that is no recording, or one of another system than was asked for. Says so, and
/// what may be done instead.
class WrongFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A plan that was saved, with or without the failure that it shows.
struct Recording {
  Scenario scenario;
  std::string scenario_path;  ///< empty for a scenario of the library
  std::string scenario_digest;
  std::uint32_t behaviour = 1;
  const harness::System* system = nullptr;  ///< that runs, its defect with it
  sim::Plan plan;
  std::optional<FailureFile> failure;
  /// How this program differs from the one that recorded it, a sentence each.
  std::vector<std::string> differences;
};

/// What a person says of a file beside its path.
struct RecordingRequest {
  const harness::Registry& registry;
  Choice choice{};
  std::string scenario_path{};  ///< empty where its scenario is of the library
  std::uint32_t behaviour = 1;  ///< the version of this program's
};

/// Reads a plan or failure file and finds its scenario and its system.
/// Errors: BadInput, UnknownName, WrongFile.
[[nodiscard]] Recording load_recording(const std::string& path, const RecordingRequest& request);

}  // namespace assay::scenarios
