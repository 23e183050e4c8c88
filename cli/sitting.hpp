// Where a campaign goes on: from the start, or from what an earlier sitting left in its folder.
// Every campaign that can be taken up again leaves a checkpoint beside its results.
#pragma once

#include "campaign/journal.hpp"
#include "cli/options.hpp"

namespace assay::cli {

/// The journal of a campaign. Errors: BadInput where there is something to go on from that is of
/// another campaign, or of another build of the program.
[[nodiscard]] campaign::Journal open_journal(campaign::Undertaking undertaking,
                                             const Options& options);

}  // namespace assay::cli
