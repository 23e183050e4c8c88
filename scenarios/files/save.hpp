// Writes a file whole or not at all: under a temporary name beside it, synced, then renamed.
// Serves "earlier output stays as it was": a reader never meets half a file.
#pragma once

#include <string>
#include <string_view>

namespace assay::scenarios {

/// Puts `text` into the file at `path`, making its folder where that is missing.
/// Errors: BadInput where the place cannot be written; a file that stood there stays as it was.
void save_text(const std::string& path, std::string_view text);

}  // namespace assay::scenarios
