// Exhaustive searches in worker processes, one scenario each, and what they come to. The search is
// sim/search/plan_walk.hpp; here it only gets a process of its own and a name for each count.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "campaign/jobs/run_campaign.hpp"

namespace assay::campaign {

/// Runs every plan of the strategy and budget of the checkpoint's spec for each job that the
/// checkpoint's shard takes and that the checkpoint does not know to be finished. `count` and
/// `first` of its sweep mean nothing here. Errors: WorkFailed.
[[nodiscard]] Results run_exhaustive(std::span<const CampaignJob> jobs, const Settings& settings,
                                     CheckpointKeeper& keeper);

}  // namespace assay::campaign
