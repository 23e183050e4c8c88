// The form in which a user's test asks for many runs: explore a scenario, then assert on what was
// found. Runs in this process; campaigns with workers are the program's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/finding.hpp"
#include "scenarios/verdict.hpp"

namespace assay::scenarios {

struct ExploreOptions {
  std::uint64_t runs = 1000;
  std::uint64_t first_seed = 0;
  const SystemUnderTest* system = nullptr;  ///< nullptr: the shipped payment code
  std::string_view property = {};           ///< only this one, where it is named
  bool investigate = true;                  ///< take the first violation of each property apart
};

struct Exploration {
  Scenario scenario;
  properties::Verdict verdict{};
  Tally tally;
  std::vector<Finding> findings;

  /// Runs in which an allowed fault with that answer struck.
  [[nodiscard]] std::uint64_t fired(std::string_view answer) const;
  /// Runs in which that sometimes-fact was seen.
  [[nodiscard]] std::uint64_t seen(std::string_view sometimes) const;
  /// A command that replays the first finding, or a sentence that there is none.
  [[nodiscard]] std::string replay_command() const;
};

[[nodiscard]] Exploration explore(const Scenario& scenario, const ExploreOptions& options = {});

}  // namespace assay::scenarios
