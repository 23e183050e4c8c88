// The published schemas of files that the outside reads, and how a document is held against one.
// The build generates the texts from the schema folders.
#pragma once

#include <string_view>

#include "scenarios/files/document.hpp"

namespace assay::outside {

/// The text of a schema by its file's name, without ".schema.json"; empty where there is none.
[[nodiscard]] std::string_view embedded_schema(std::string_view name);

/// Errors: BadInput with all complaints and their places.
void must_keep_schema(const scenarios::Document& document, std::string_view schema_text);

}  // namespace assay::outside
