// Whether a failure shows itself to its reader: the program replays its file in a fresh process, as
// a person would.
#pragma once

#include "scenarios/files/failure_file.hpp"

namespace assay::cli {

/// Whether it is the run that was recorded, and violates again. Nothing is left on a disk.
[[nodiscard]] bool replays(const scenarios::FailureFile& file);

}  // namespace assay::cli
