// Whether a saved failure shows itself to its reader: the program replays it in a fresh process, as
// a person would.
#pragma once

#include <string>

namespace assay::cli {

/// Whether it is the run that was recorded, and violates again.
[[nodiscard]] bool replays(const std::string& file);

}  // namespace assay::cli
