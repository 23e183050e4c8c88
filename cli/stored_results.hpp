// The results.json that a campaign left in a folder, as a value: for verbs that tell of stored
// campaigns and run nothing.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace assay::cli {

/// Errors: BadInput where there is none, or what is there is no assay.results/1 of runs (a gallery,
/// whose defects are meant to be found, is none), or keys are missing.
[[nodiscard]] nlohmann::json stored_results(const std::string& folder);

}  // namespace assay::cli
