// What must be true of a scenario beyond its form: limits inside reason, names that exist, faults
// that can strike. The same check serves files and scenarios built in C++. Not a judgement of the
// system under test.
#pragma once

#include <optional>

#include "scenarios/files/complaint.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/system.hpp"

namespace assay::scenarios {

/// The first thing that is wrong with a scenario, with the JSON pointer of the field in its file
/// form; nothing where it can be run.
[[nodiscard]] std::optional<Complaint> first_flaw(const Scenario& scenario);

/// The same for a scenario that is to be run with that of `systems` which it names: what its faults
/// name some of them has, and its own accepts the settings.
[[nodiscard]] std::optional<Complaint> first_flaw(const Scenario& scenario, Systems systems);

/// A scenario that is to be run with `system`, which may stand in for the shipped code that the
/// scenario names. Errors: BadInput.
void must_fit(const Scenario& scenario, const SystemUnderTest& system);

}  // namespace assay::scenarios
