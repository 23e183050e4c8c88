// Dialects by the name that a person gives: those that travel with the program, or a file that
// describes one. A name that stands for nothing is refused with the nearest.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "outside/dialects/dialect.hpp"

namespace assay::outside {

/// The names that travel with the program.
[[nodiscard]] std::vector<std::string_view> dialect_names();

/// One of those, or the one that a file (with a slash or ".json") describes. Errors: BadInput.
[[nodiscard]] std::unique_ptr<Dialect> dialect_named(const std::string& name,
                                                     const models::ProcessorConfig& processor);

}  // namespace assay::outside
