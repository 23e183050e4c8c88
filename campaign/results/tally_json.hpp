// Tallies as JSON, the form in which workers send them to their parent. Not results.json: that one
// has names where a tally has positions.
#pragma once

#include <nlohmann/json.hpp>

#include "runs/verdict.hpp"

namespace assay::campaign {

[[nodiscard]] nlohmann::json to_json(const runs::Tally& tally);

/// What `to_json` made. Errors: nlohmann::json::exception where it is something else.
[[nodiscard]] runs::Tally tally_from(const nlohmann::json& value);

}  // namespace assay::campaign
