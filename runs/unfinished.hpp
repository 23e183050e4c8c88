// The finding that a run is which did not come through: it took its process along, hung, or an
// exception left the code under test. No property judges it, and nothing of it can be taken apart;
// its seed shows it again.
#pragma once

#include <cstdint>
#include <string>

#include "harness/system.hpp"
#include "runs/finding.hpp"

namespace assay::runs {

/// What stands in the place of a property's name.
inline constexpr std::string_view run_comes_back = "run_comes_back";

/// `how` goes on from "Seed 7 of lost_response": "was killed by signal 6 (Aborted)".
[[nodiscard]] Finding unfinished_run(const scenarios::Scenario& scenario,
                                     const harness::System& system, const std::string& defect,
                                     std::uint64_t seed, const std::string& how);

}  // namespace assay::runs
