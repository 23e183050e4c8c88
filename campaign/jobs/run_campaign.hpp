// A campaign: scenarios run with many seeds, what they violate taken apart, and all of it turned
// into results. Writes nothing and prints nothing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "campaign/jobs/checkpoint_keeper.hpp"
#include "campaign/jobs/seed_sweep.hpp"
#include "campaign/results/results.hpp"
#include "harness/registry.hpp"

namespace assay::campaign {

/// A sweep, and how the command line names its scenario: needed again to replay what it finds.
struct CampaignJob {
  SeedSweep sweep;
  std::string scenario_path;  ///< empty for a scenario of the library
};

/// The jobs as a spec: what a checkpoint is known by.
[[nodiscard]] CampaignSpec spec_of(std::string verb, std::span<const CampaignJob> jobs,
                                   const std::string& version);

/// The jobs that a spec stands for. Errors: those of system_for.
[[nodiscard]] std::vector<CampaignJob> jobs_of(const CampaignSpec& spec,
                                               const harness::Registry& registry);

/// Goes on from where the checkpoint stands, to the end or to where it is stopped. Errors:
/// WorkFailed.
[[nodiscard]] Results run_campaign(std::span<const CampaignJob> jobs, const std::string& version,
                                   const Settings& settings, CheckpointKeeper& keeper);

/// Runs the jobs and takes every violated property apart. Errors: WorkFailed.
[[nodiscard]] Results run_campaign(std::span<const CampaignJob> jobs, const std::string& version,
                                   const Settings& settings);

/// The counts of a sweep under their names.
[[nodiscard]] ScenarioResult to_result(const SeedSweep& sweep, const SweepResult& swept);

/// The command that replays a seed.
[[nodiscard]] std::string seed_command(const CampaignJob& job, std::uint64_t seed);

/// The finding that a lost run is.
[[nodiscard]] ReportedFinding lost_run_finding(const CampaignJob& job, const LostRun& lost);

}  // namespace assay::campaign
