// Judges a document by a published JSON Schema (draft-07) and words its complaints. The schema
// library decides; this file only says it better. What no schema can say is checked by the readers.
#pragma once

#include <string_view>

#include "scenarios/files/complaints.hpp"
#include "scenarios/files/document.hpp"

namespace assay::scenarios {

/// Checks a document against the embedded schema of that name: "scenario", "plan" or "failure".
void check_schema(const Document& document, std::string_view schema, Complaints& complaints);

/// The same. Errors: BadInput with all complaints and their places.
void check_schema(const Document& document, std::string_view schema);

/// The text of a published schema.
[[nodiscard]] std::string_view schema_text(std::string_view schema);

}  // namespace assay::scenarios
