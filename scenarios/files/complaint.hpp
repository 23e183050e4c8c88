// The wording of a schema's complaints: what the schema at that place expects, what stands there,
// and the name that was probably meant. It explains a verdict; it does not reach one.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "scenarios/files/complaints.hpp"

namespace assay::scenarios {

/// Words what is wrong with the value at `pointer`, with each of its keys. `schema` is the whole
/// schema document.
/// Returns: false where the schema's keywords at that place are all kept, so that another place
/// must be to blame.
bool word_complaints(const nlohmann::json& schema, const nlohmann::json& document,
                     const std::string& pointer, Complaints& complaints);

/// A short word for what a value is: "the text \"abc\"", "the number 7", "an object".
[[nodiscard]] std::string describe(const nlohmann::json& value);

}  // namespace assay::scenarios
