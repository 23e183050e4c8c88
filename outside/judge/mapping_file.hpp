// A mapping as a file, by the published schema assay.map/1: strict, with the nearest names. What a
// mapping is stands in mapping.hpp.
#pragma once

#include <string>
#include <string_view>

#include "outside/judge/mapping.hpp"

namespace assay::outside {

/// The published schema.
[[nodiscard]] std::string_view map_schema();

/// Errors: BadInput with the place, what was expected, what was found, and the nearest name.
[[nodiscard]] Mapping read_mapping(const std::string& file, std::string text);

}  // namespace assay::outside
