// results.json, schema assay.results/1 (docs/cli.md, reports/schema/results.schema.json): what
// scripts rely on. Keys of the contract come first in their order; more may follow.
#pragma once

#include <nlohmann/json.hpp>

#include "campaign/results/results.hpp"

namespace assay::campaign {

[[nodiscard]] nlohmann::ordered_json to_json(const Results& results);

/// The text of results.json.
[[nodiscard]] std::string to_json_text(const Results& results);

}  // namespace assay::campaign
