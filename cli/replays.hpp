// Whether a failure shows itself to its reader: the program replays its file in a fresh process, as
// a person would.
#pragma once

#include <span>
#include <string>

#include "campaign/jobs/run_campaign.hpp"
#include "campaign/pool/fresh_process.hpp"
#include "scenarios/files/failure_file.hpp"

namespace assay::cli {

/// Whether it is the run that was recorded, and violates again. Nothing is left on a disk.
[[nodiscard]] bool replays(const scenarios::FailureFile& file);

/// Plays the plan of each finding in a process of its own, where addresses are others. One whose
/// run is another there becomes a mismatch, and no finding. What took its process along is left: it
/// was tried again where it was found. Files are named below `folder`, and none is written.
/// `program` is the one to start.
void confirm(campaign::Results& results, std::span<const campaign::CampaignJob> jobs,
             const std::string& folder, const std::string& program = campaign::own_program());

}  // namespace assay::cli
