// Files of the outside against their published schemas: valijson judges, scenarios/files words the
// complaints, with the nearest name.
#pragma once

#include <string_view>

#include "scenarios/files/document.hpp"

namespace assay::outside {

/// Holds a document against the text of a schema (draft 7). Errors: BadInput.
void must_keep_schema(const scenarios::Document& document, std::string_view schema);

}  // namespace assay::outside
