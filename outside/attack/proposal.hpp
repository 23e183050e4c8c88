// Proposes an outside file for a service that stands in a folder, by what its package.json, its
// compose file (for its variables alone) or its .env say, and by the routes that its sources name.
// Nothing is run, and nothing is written: a proposal is for somebody to read and correct.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace assay::outside::attack {

struct Proposal {
  nlohmann::ordered_json file;       ///< assay.outside/1
  std::vector<std::string> remarks;  ///< what was guessed, and what is left to say
};

/// Errors: BadInput: it is no folder, nothing in it says how the service starts, or a variable
/// holds a key of a live account.
[[nodiscard]] Proposal propose(const std::string& folder);

}  // namespace assay::outside::attack
