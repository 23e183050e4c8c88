// Puts results into a folder: results.json, and a failure file per finding that has a plan. Each
// file is written whole or not at all.
#pragma once

#include <span>
#include <string>

#include "campaign/results.hpp"
#include "campaign/run_campaign.hpp"

namespace assay::campaign {

/// Writes failures/<id>.json for each finding with a digest of its own, and fills in its `file` and
/// `replay`. Errors: BadInput where the folder cannot be written.
void save_findings(Results& results, std::span<const Order> orders, const std::string& folder);

/// Writes results.json. Errors: BadInput where the folder cannot be written.
void save_results(const Results& results, const std::string& folder);

}  // namespace assay::campaign
