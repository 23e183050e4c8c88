// The parts of the check of a scenario, one function per part of it. Not included outside
// scenarios/.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/files/complaint.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios::detail {

using Flaw = std::optional<Complaint>;

/// Each length of time lies inside its bounds, and the lengths fit each other.
[[nodiscard]] Flaw flaw_in_times(const Scenario& scenario);

/// Processors have names of their own and known profiles; payments can be run and paid for.
[[nodiscard]] Flaw flaw_in_world(const Scenario& scenario);

/// Each fault names a site, answers and phases that exist.
[[nodiscard]] Flaw flaw_in_faults(const Scenario& scenario);

/// What must hold, the excuses, and all lists of names: known, and each once.
[[nodiscard]] Flaw flaw_in_names(const Scenario& scenario);

/// The complaint that `given` is none of `valid`, if so.
[[nodiscard]] Flaw unknown_name(std::string pointer, std::string_view what, std::string_view given,
                                std::span<const std::string_view> valid);

/// The complaint that a list names something twice, if so.
[[nodiscard]] Flaw repeated(const std::string& pointer, std::span<const std::string> list);

}  // namespace assay::scenarios::detail
