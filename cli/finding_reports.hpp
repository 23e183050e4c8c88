// Everything that reports tell of the findings of a campaign: each with its scenario and, where it
// has a plan, with the run of that plan. The one place from which reports get a run.
#pragma once

#include <span>
#include <vector>

#include "campaign/jobs/run_campaign.hpp"
#include "cli/options.hpp"
#include "reports/shown_run.hpp"

namespace assay::cli {

/// The finding report of one finding. The registry of the options has the system that it was found
/// in.
[[nodiscard]] reports::FindingReport finding_report_of(const campaign::ReportedFinding& reported,
                                                       const scenarios::Scenario& scenario,
                                                       const Options& options);

/// One finding report per finding, in order. Scenarios are those of the jobs, else of the library.
[[nodiscard]] std::vector<reports::FindingReport> finding_reports_of(
    const campaign::Results& results, std::span<const campaign::CampaignJob> jobs,
    const Options& options);

/// Every scenario that an index of playbooks tells of: the library, then those of the jobs that
/// are not in it.
[[nodiscard]] std::vector<scenarios::Scenario> known_scenarios(
    std::span<const campaign::CampaignJob> jobs);

}  // namespace assay::cli
