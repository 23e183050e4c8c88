// What every campaign ends with: its screen or its JSON, then its files, then the exit code.
// Not how a screen looks: that is reports/.
#pragma once

#include <span>
#include <string>

#include "campaign/jobs/run_campaign.hpp"
#include "cli/options.hpp"
#include "cli/resume.hpp"
#include "cli/terminal.hpp"

namespace assay::cli {

/// Names the findings' files, shows the summary with the worst failure in full, and only then puts
/// everything into the folder: what was found is told whatever becomes of the files.
/// Returns: the exit code.
int conclude(campaign::Results& results, std::span<const campaign::CampaignJob> jobs,
             const Options& options, const std::string& summary, Terminal& terminal,
             Output& output);

/// Writes files. Returns: 0, or the code for what could not be written, after telling of it.
[[nodiscard]] int write_files(campaign::ResultsFolder& folder,
                              std::span<const campaign::NamedText> files);

/// Shows the failure as a screen, with the run that its plan leads to.
void show_failure(const campaign::ReportedFinding& reported, const scenarios::Scenario& scenario,
                  const Options& options, Terminal& terminal);

}  // namespace assay::cli
