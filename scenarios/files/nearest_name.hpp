// The valid name that somebody probably meant. Not a search: a short list, once, on the way to an
// error message.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace assay::scenarios {

/// How many single-character insertions, removals, replacements or swaps of neighbours part two
/// names.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right);

/// The closest of `valid`, or empty where none is close enough to be a slip of the finger. Of
/// equally close ones, the first.
[[nodiscard]] std::string nearest_name(std::string_view given,
                                       std::span<const std::string_view> valid);

}  // namespace assay::scenarios
