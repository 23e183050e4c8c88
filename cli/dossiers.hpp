// Everything that reports tell of the findings of a campaign: each with its scenario and, where it
// has a plan, with the run of that plan. The one place from which reports get a run.
#pragma once

#include <span>
#include <vector>

#include "campaign/jobs/run_campaign.hpp"
#include "harness/registry.hpp"
#include "reports/shown_run.hpp"

namespace assay::cli {

/// The dossier of one finding. The registry has the system that it was found in.
[[nodiscard]] reports::Dossier dossier_of(const campaign::ReportedFinding& reported,
                                          const scenarios::Scenario& scenario,
                                          const harness::Registry& registry);

/// One dossier per finding, in order. Scenarios are those of the orders, else of the library.
[[nodiscard]] std::vector<reports::Dossier> dossiers_of(const campaign::Results& results,
                                                        std::span<const campaign::Order> orders,
                                                        const harness::Registry& registry);

/// Every scenario that an index of playbooks tells of: the library, then those of the orders that
/// are not in it.
[[nodiscard]] std::vector<scenarios::Scenario> known_scenarios(
    std::span<const campaign::Order> orders);

}  // namespace assay::cli
