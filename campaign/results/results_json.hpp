// results.json, schema assay.results/1 (docs/cli.md, reports/schema/results.schema.json): what
// scripts rely on. Keys of the contract come first in their order; more may follow.
#pragma once

#include <nlohmann/json.hpp>

#include "campaign/results/results.hpp"

namespace assay::campaign {

[[nodiscard]] nlohmann::ordered_json to_json(const Results& results);

/// What `to_json` made. Errors: nlohmann::json::exception where it is something else.
[[nodiscard]] Results results_from(const nlohmann::json& value);

/// The text of results.json.
[[nodiscard]] std::string to_json_text(const Results& results);

}  // namespace assay::campaign
