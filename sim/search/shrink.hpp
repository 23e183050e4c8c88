// Shrinking: a smaller plan for which the same thing still goes wrong. Knows nothing of payments:
// it takes a plan and a question. The result is 1-minimal in its faults: without any one of them
// the question is answered no.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "sim/decisions/plan.hpp"

namespace assay::sim {

/// Plays a plan on the benign baseline. Returns: the plan as that run recorded it, where the same
/// thing went wrong; nothing where it did not.
using StillFails = std::function<std::optional<Plan>(const Plan&)>;

/// What shrinking came to.
struct Shrunk {
  Plan plan;
  std::uint64_t tries = 0;  ///< runs it took
  bool reproduced = true;   ///< whether the plan that was given failed at all
};

/// Drops schedule, timing and workload answers wholesale where that still fails, and one by one
/// where not; then drops faults one by one until none can go.
[[nodiscard]] Shrunk shrink(const Plan& plan, const StillFails& still_fails);

}  // namespace assay::sim
