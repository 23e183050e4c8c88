// A scenario that shows a finding and little else: what the plan does not need is taken out one by
// one, clients, copies, tenants, nodes, settings, and then the plan is shrunk again. Not a smaller
// plan of the same scenario: that is finding.hpp.
#pragma once

#include <cstdint>
#include <optional>

#include "properties/property.hpp"
#include "runs/play.hpp"
#include "sim/decisions/plan.hpp"

namespace assay::runs {

/// The runs that taking out may cost, those of the plan's own shrinking apart.
inline constexpr std::uint64_t smallest_scenario_runs = 500;

struct SmallestScenario {
  scenarios::Scenario scenario;  ///< allows the faults of `plan` alone, and demands one property
  sim::Plan plan;                ///< shows the violation in it, on the benign baseline
  std::uint64_t runs = 0;        ///< that it took
};

/// What is left of the testbed's scenario when everything is gone without which `plan` still
/// violates `property`. Returns: nothing where it does not violate it there. The names of clients,
/// payables and tenants in the plan are those of the scenario that is left; its check passes.
[[nodiscard]] std::optional<SmallestScenario> smallest_scenario(
    const Testbed& testbed, const properties::Property& property, const sim::Plan& plan);

}  // namespace assay::runs
