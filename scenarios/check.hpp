// What must be true of a scenario beyond its form: limits inside reason, names that exist, faults
// that can strike. The same check serves files and scenarios built in C++. Not a judgement of the
// system under test.
#pragma once

#include <optional>

#include "scenarios/files/complaint.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

/// The first thing that is wrong with a scenario, with the JSON pointer of the field in its file
/// form; nothing where it can be run.
[[nodiscard]] std::optional<Complaint> first_flaw(const Scenario& scenario);

}  // namespace assay::scenarios
