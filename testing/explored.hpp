// The form in which a user's test asks for many runs, and what they came to: explore a scenario,
// then assert on what was found. What it found is in the test's corpus.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/results/results.hpp"
#include "runs/finding.hpp"
#include "runs/sufficiency.hpp"
#include "runs/verdict.hpp"

namespace assay::testing {

/// What is to be run. `system` and what `property` views must outlive the exploration.
struct ExploreOptions {
  std::uint64_t runs = 1000;
  std::uint64_t first_seed = 0;
  const harness::System* system = nullptr;  ///< must be named
  std::string_view property = {};           ///< only this one, where it is named
  bool investigate = true;                  ///< take the first violation of each property apart
  bool smoke = false;  ///< too few runs to meet everything are then no reason for unknown
};

/// What many runs of a scenario came to.
struct Explored {
  scenarios::Scenario scenario;
  std::string system;  ///< that ran
  properties::Verdict verdict{};
  runs::Tally tally;
  runs::Sufficiency met;  ///< what had to come and did not; of nothing in a smoke test
  std::vector<runs::Finding> findings;
  std::vector<std::string> files;  ///< one per finding that has a plan, where it was kept
  std::vector<campaign::LostRun>
      lost;  ///< runs that took their process along; unknown ones as well
  std::vector<campaign::Mismatch> mismatches;  ///< runs that, made again, went another way
  std::vector<std::string> stale;  ///< kept files that hold, with answers that found no place
  std::string reproduce;           ///< one line for a shell, empty where nothing was found

  /// Runs in which an allowed fault with that answer struck.
  [[nodiscard]] std::uint64_t fired(std::string_view answer) const;
  /// What was found, a finding after the other, and what could not be judged, for people; empty
  /// where there is neither.
  [[nodiscard]] std::string text() const;
  /// Why the verdict is unknown, a line each: what was missing, and how many runs would meet it.
  [[nodiscard]] std::string doubts() const;
  /// The line that reproduces the first finding, or a sentence that there is none.
  [[nodiscard]] std::string replay_command() const;
};

/// The system that options name, which lives on as its owner says.
/// Errors: BadInput where they name none.
[[nodiscard]] const harness::System& must_be_named(const harness::System* system);

}  // namespace assay::testing
