// Where a campaign goes on: from the start, or from what was left in its folder.
// Every campaign that can be taken up again leaves a checkpoint beside its results.
#pragma once

#include "campaign/jobs/checkpoint_keeper.hpp"
#include "campaign/results/results_folder.hpp"
#include "cli/options.hpp"

namespace assay::cli {

/// Where a campaign leaves what it does: the folder of --out, which it holds to its end, and the
/// journal that is kept there.
struct Output {
  campaign::ResultsFolder folder;
  campaign::CheckpointKeeper keeper;

  /// Takes the folder and empties it of earlier results, or goes on from them. Errors: those of
  /// ResultsFolder; BadInput where there is something to go on from that is of another campaign, or
  /// of another build of the program; then it stays as it is.
  Output(campaign::CampaignSpec spec, const Options& options);
  /// Takes the folder for a campaign that is already known.
  Output(campaign::Checkpoint known, const Options& options);
  /// The checkpoint writes to the folder beside it.
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
};

/// What somebody who stopped a campaign has to know; empty where it cannot be gone on with.
[[nodiscard]] std::string how_to_go_on(const Options& options);

}  // namespace assay::cli
