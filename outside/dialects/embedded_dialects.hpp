// The dialects that are data and travel inside the program, and the schema that they keep. The
// build generates the table from outside/dialects/files and outside/dialects/schema.
#pragma once

#include <span>
#include <string_view>

namespace assay::outside {

struct EmbeddedDialect {
  std::string_view name;  ///< of the file, without ".json" or ".schema.json"
  std::string_view text;
};

/// Sorted by name; the schema is not among them.
[[nodiscard]] std::span<const EmbeddedDialect> embedded_dialects();
/// The text of one of them, or of the schema, "dialect"; empty where there is none.
[[nodiscard]] std::string_view embedded_dialect(std::string_view name);

}  // namespace assay::outside
