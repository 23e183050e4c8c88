// The parts of the check of a scenario, one function per part of it, each of which reports all
// that it finds. Not included outside
// scenarios/.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system.hpp"
#include "scenarios/files/complaints.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios::detail {

/// Each length of time lies inside its bounds, and the lengths fit each other.
void check_times(const Scenario& scenario, Complaints& flaws);

/// Processors have names of their own and known profiles; payments can be run and paid for.
void check_world(const Scenario& scenario, Complaints& flaws);

/// Each fault names a site, answers and phases that exist.
void check_faults(const Scenario& scenario, Complaints& flaws);

/// What is set is a setting of the system, within its bounds, and accepted by its rules. `own`: the
/// scenario was written for this system, which does not merely stand in for another.
void check_settings(const Scenario& scenario, const harness::System& system, bool own,
                    Complaints& flaws);

/// What must hold, the excuses, and all lists of names: known, and each once.
void check_names(const Scenario& scenario, Complaints& flaws);

/// Properties of the scenario's own have names that are free, and speak of facts and fields that
/// there are.
void check_properties(const Scenario& scenario, Complaints& flaws);

/// All that `must_hold` may name: "all", ours, and the scenario's own. Valid as long as that is.
[[nodiscard]] std::vector<std::string_view> property_names(const Scenario& scenario);

/// Whether `given` is one of `valid`; if not, that is a flaw.
bool must_be_known(std::string pointer, std::string_view what, std::string_view given,
                   std::span<const std::string_view> valid, Complaints& flaws);

/// A list names nothing twice.
void must_be_unique(const std::string& pointer, std::span<const std::string> list,
                    Complaints& flaws);

}  // namespace assay::scenarios::detail
