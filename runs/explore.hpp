// The form in which a user's test asks for many runs: explore a scenario, then assert on what was
// found. Runs in this process; campaigns with workers are the program's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runs/finding.hpp"
#include "runs/sufficiency.hpp"
#include "runs/verdict.hpp"

namespace assay::runs {

struct ExploreOptions {
  std::uint64_t runs = 1000;
  std::uint64_t first_seed = 0;
  const harness::System* system = nullptr;  ///< must be named
  std::string_view property = {};           ///< only this one, where it is named
  bool investigate = true;                  ///< take the first violation of each property apart
  bool smoke = false;  ///< too few runs to meet everything are then no reason for unknown
};

struct Exploration {
  scenarios::Scenario scenario;
  std::string system;                         ///< that ran
  std::vector<std::string> system_options{};  ///< that make the program run it in the scenario
  properties::Verdict verdict{};
  Tally tally;
  Sufficiency met;  ///< what had to come and did not; of nothing in a smoke test
  std::vector<Finding> findings;

  /// Runs in which an allowed fault with that answer struck.
  [[nodiscard]] std::uint64_t fired(std::string_view answer) const;
  /// Runs in which that sometimes-fact was seen.
  [[nodiscard]] std::uint64_t seen(std::string_view sometimes) const;
  /// A command that replays the first finding, or a sentence that there is none.
  [[nodiscard]] std::string replay_command() const;
  /// Why the verdict is unknown, a line each: what was missing, and how many runs would meet it.
  [[nodiscard]] std::string doubts() const;
};

/// The system that options name. Errors: BadInput where they name none.
[[nodiscard]] const harness::System& must_be_named(const harness::System* system);

/// Errors: BadInput where the scenario is none for the system.
[[nodiscard]] Exploration explore(World& world, const scenarios::Scenario& scenario,
                                  const ExploreOptions& options = {});

}  // namespace assay::runs
