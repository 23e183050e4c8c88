// The file form of a history, told from the facts themselves: for people, and as a JSON Schema.
// docs/history-format.md and docs/history.schema.json are made of it, and held fresh by a test.
#pragma once

#include <string>

namespace assay::history {

/// Every kind of fact with its fields, as a Markdown document.
[[nodiscard]] std::string format_document();

/// One line of a file that is no header, as a JSON Schema.
[[nodiscard]] std::string format_schema();

}  // namespace assay::history
