// What of results goes into files: a failure file per finding that has a plan, and results.json.
// Names and texts only; ResultsFolder writes them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "campaign/jobs/run_campaign.hpp"
#include "campaign/results/results.hpp"
#include "campaign/results/results_folder.hpp"
#include "scenarios/files/failure_file.hpp"

namespace assay::campaign {

/// Says of each finding that has a plan where its file is below `folder`, and what replays it.
/// Nothing is written.
void name_files(Results& results, std::span<const CampaignJob> jobs, const std::string& folder);

/// The failure file of a finding that was named. Returns: nothing where it has none.
[[nodiscard]] std::optional<scenarios::FailureFile> failure_file(const ReportedFinding& reported,
                                                                 std::span<const CampaignJob> jobs);

/// The options that a replay of a finding's file needs: `--scenario` where that is a file, too, and
/// `--system` where the scenario names another. Words of a command.
[[nodiscard]] std::vector<std::string> replay_options(const ReportedFinding& reported,
                                                      std::span<const CampaignJob> jobs);

/// The failure files, and results.json, which names them, last.
[[nodiscard]] std::vector<NamedText> result_files(const Results& results,
                                                  std::span<const CampaignJob> jobs);

}  // namespace assay::campaign
