// Judges a document by a published JSON Schema (draft-07) and words the first complaint. The schema
// library decides; this file only says it better. What no schema can say is checked by the readers.
#pragma once

#include <string_view>

#include "scenarios/files/document.hpp"

namespace assay::scenarios {

/// Checks a document against the embedded schema of that name: "scenario", "plan" or "failure".
/// Errors: BadInput with the place of the first complaint.
void check_schema(const Document& document, std::string_view schema);

/// The text of a published schema.
[[nodiscard]] std::string_view schema_text(std::string_view schema);

}  // namespace assay::scenarios
