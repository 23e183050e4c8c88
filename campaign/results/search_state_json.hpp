// The JSON form of how far an exhaustive search has come, as workers tell it and checkpoints keep
// it.
#pragma once

#include <nlohmann/json.hpp>

#include "runs/exhaust.hpp"

namespace assay::campaign {

/// All of it; of a search that is finished, without the frontier.
[[nodiscard]] nlohmann::ordered_json to_json(const runs::SearchState& state);

/// Reads one of that budget. Contract: it was written by `to_json`.
[[nodiscard]] runs::SearchState search_from(const nlohmann::json& value, const sim::Budget& budget);

}  // namespace assay::campaign
