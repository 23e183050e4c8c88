// What must be true of a scenario beyond its form: limits inside reason, names that exist, faults
// that can strike. The same check serves files and scenarios built in C++. Not a judgement of the
// system under test.
#pragma once

#include "harness/system.hpp"
#include "scenarios/files/complaints.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

/// Reports everything that is wrong with a scenario, with the JSON pointers of its file form.
void check(const Scenario& scenario, Complaints& flaws);

/// The same for a scenario that is to be run with that of `systems` which it names: what its faults
/// name some of them has, and its own accepts the settings.
void check(const Scenario& scenario, harness::Systems systems, Complaints& flaws);

/// A scenario that is to be run with `system`, which may be a defect of the one that the scenario
/// names, or stand in for the shipped code; then transactions that only that one has are no flaw.
/// Errors: BadInput.
void must_fit(const Scenario& scenario, const harness::System& system);

/// Settings are of the types that the system's schema gives them, without which no run can begin.
/// All else is left to must_fit. Errors: BadInput.
void must_be_typed(const Scenario& scenario, const harness::System& system);

/// The same as must_fit for a system that somebody asked for by name: it may stand in for any
/// other. Errors: BadInput.
void must_fit_in_place(const Scenario& scenario, const harness::System& system);

}  // namespace assay::scenarios
