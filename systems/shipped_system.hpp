// What one file of systems/all gives: a system under test that travels with assay, and its defects.
// The table of all is made from the listing of that folder.
#pragma once

#include <vector>

#include "harness/defect.hpp"
#include "harness/system.hpp"

namespace assay::systems {

/// A system, and its gallery, which may be empty.
struct ShippedSystem {
  harness::System system;
  std::vector<harness::Defect> defects;
};

/// Every system of the folder, by the names of their files.
[[nodiscard]] std::vector<ShippedSystem> all_systems();

}  // namespace assay::systems
