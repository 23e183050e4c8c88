// The systems that travel with assay, and their defects, for a `main` to pass on. Nothing else in
// the program knows of them.
#pragma once

#include "harness/registry.hpp"

namespace assay::systems {

/// Every system of systems/all, with the gallery of its defects: the shipped payment code.
[[nodiscard]] harness::Registry shipped();

}  // namespace assay::systems
