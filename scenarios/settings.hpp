// The settings that a scenario has for its system, with what the system calls usual filled in. Not
// their check: that is check_settings.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/system.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

/// Settings that a run may have, and where they stand in the file.
struct PossibleSettings {
  std::string pointer;
  harness::Settings settings;
  sim::Duration effect_max;  ///< what the world promises beside them
};

/// Settings with what a set of times says of them.
[[nodiscard]] harness::Settings with(harness::Settings settings, const Times& times);

/// Gives a scenario what a set of times says.
void take_times(Scenario& scenario, const Times& times);

/// More combinations than this are no swarm's to draw.
inline constexpr std::size_t combinations_max = 4096;

/// How many combinations of settings a swarm has; `combinations_max` + 1 where there are more.
[[nodiscard]] std::size_t combinations_in(const Swarm& swarm);

/// Each combination of settings that a run may have: of the service, of each version, of each draw
/// of a swarm. Contract: there are no more than `combinations_max`.
[[nodiscard]] std::vector<PossibleSettings> possible_settings(const Scenario& scenario,
                                                              const harness::System& system);

/// The settings of a node that has been upgraded so many times.
[[nodiscard]] harness::Settings full_settings(const Scenario& scenario,
                                              const harness::System& system, std::uint32_t version);

/// Where a drawn setting stands in the file: "/swarm/service/lease".
[[nodiscard]] std::string pointer_of(const DrawnSetting& drawn);

}  // namespace assay::scenarios
