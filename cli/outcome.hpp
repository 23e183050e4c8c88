// What every campaign ends with: its files, then its screen or its JSON, then the exit code.
// Not how a screen looks: that is reports/.
#pragma once

#include <span>
#include <string>

#include "campaign/run_campaign.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"

namespace assay::cli {

/// Saves failures and results.json, shows the summary with the worst failure in full.
/// Returns: the exit code. Errors: BadInput where the folder cannot be written.
int conclude(campaign::Results& results, std::span<const campaign::Order> orders,
             const Options& options, const std::string& summary, Terminal& terminal);

/// Shows the failure as a screen, with the run that its plan leads to.
void show_failure(const campaign::ReportedFinding& reported, const scenarios::Scenario& scenario,
                  Terminal& terminal);

}  // namespace assay::cli
