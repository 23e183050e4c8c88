// What might have gone wrong in a run and did not: where a search over plans goes on from it. Not
// the search: that is sim/search/exhaust.hpp.
#pragma once

#include <cstddef>
#include <vector>

#include "runs/world.hpp"
#include "sim/search/exhaust.hpp"

namespace assay::runs {

/// What was asked in the world's last run behind the last of its `faults`. Contract: that run
/// was benign but for its plan, and kept all decisions.
[[nodiscard]] std::vector<sim::BranchPoint> branches_after(const World& world, std::size_t faults);

}  // namespace assay::runs
