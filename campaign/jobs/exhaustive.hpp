// Exhaustive searches in worker processes, one scenario each, and what they come to. The search is
// sim/search/exhaust.hpp; here it only gets a process of its own and a name for each count.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "campaign/jobs/run_campaign.hpp"

namespace assay::campaign {

/// Runs every plan of at most `faults` faults for each job that the checkpoint's shard takes and
/// that the checkpoint does not know to be finished. `count` and `first` of its sweep mean nothing
/// here. Errors: WorkFailed.
[[nodiscard]] Results run_exhaustive(std::span<const CampaignJob> jobs, std::uint32_t faults,
                                     const std::string& version, const Settings& settings,
                                     CheckpointKeeper& keeper);

}  // namespace assay::campaign
