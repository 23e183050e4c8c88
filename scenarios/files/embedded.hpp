// The texts that travel inside the program: the published schemas and the scenario library. The
// build generates them from scenarios/schema and scenarios/library.
#pragma once

#include <span>
#include <string_view>

namespace assay::scenarios {

/// A file by the name it goes under, without ".json" or ".schema.json".
struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};

/// The schemas "failure", "plan" and "scenario", sorted by name.
[[nodiscard]] std::span<const EmbeddedFile> embedded_schemas();

/// The scenario library, sorted by name.
[[nodiscard]] std::span<const EmbeddedFile> embedded_library();

}  // namespace assay::scenarios
