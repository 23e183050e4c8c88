// The systems that travel with assay, and their defects, for a `main` to pass on. Nothing else in
// the program knows of them.
#pragma once

#include "harness/registry.hpp"

namespace assay::systems {

/// The shipped payment code, and the gallery of its defects.
[[nodiscard]] harness::Registry shipped();

}  // namespace assay::systems
