// The fewest faults: shrinking only ever drops answers, so it may end with three faults, none of
// which can go, where one or two others would do. This tries every single fault of the undisturbed
// run, then pairs, those of the failing run first. Knows nothing of payments.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "sim/decisions/plan.hpp"

namespace assay::sim {

/// What a run of a plan showed.
struct Probed {
  std::optional<Plan> failed;  ///< as the run recorded it, where the same thing went wrong
  Plan possible;               ///< faults that might have struck behind the plan's last one
};

/// Plays a plan on the benign baseline.
using Probe = std::function<Probed(const Plan&)>;

/// What is known when the search begins.
struct FewestOrder {
  const Plan& recorded;         ///< the failing run: its faults are tried first
  const Plan& shrunk;           ///< its answers that are no faults are part of every plan tried
  std::uint64_t tries_max = 0;  ///< runs that it may take
};

struct Fewest {
  std::optional<Plan> plan;  ///< one fault or two; nothing where none was found within the tries
  std::uint64_t tries = 0;
};

/// Looks for a plan of one fault, then of two. Returns the first that fails: with one fault where
/// any does.
[[nodiscard]] Fewest fewest_faults(const FewestOrder& order, const Probe& probe);

}  // namespace assay::sim
