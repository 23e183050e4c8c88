// RapidCheck generators of workloads, plans and trials. They shrink over the plan, never over the
// numbers that it was drawn from: a smaller seed is no simpler failure. Not a strategy of
// campaigns: those draw by rates that a scenario states.
#pragma once

#include <memory>

#include <rapidcheck.h>

#include "testing/trial.hpp"

namespace assay::testing {

/// Workloads of up to two groups, two clients and three payments each, with the amounts and
/// patience of the clients of `like`, and any flow but the generated one, whose steps are not for a
/// trial to draw.
[[nodiscard]] rc::Gen<scenarios::Workload> workloads(const scenarios::Workload& like);

/// Plans for that workload: as often what a seed would have gone wrong, by the scenario's rates, as
/// up to three faults from anywhere within reach.
[[nodiscard]] rc::Gen<sim::Plan> plans(std::shared_ptr<TrialPlayer> player,
                                       const scenarios::Workload& workload);

/// A random workload, and a plan for it.
[[nodiscard]] rc::Gen<Trial> trials(std::shared_ptr<TrialPlayer> player);

/// How RapidCheck prints a trial.
void showValue(const Trial& trial, std::ostream& out);

}  // namespace assay::testing
