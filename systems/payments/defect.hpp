// The gallery: defects of the shipped payment code. One file in systems/payments/defects is one of
// them; the table of all is made from the listing of that folder.
#pragma once

#include <vector>

#include "harness/defect.hpp"

namespace assay::systems {

using harness::Defect;

/// Every defect of the gallery, sorted by name.
[[nodiscard]] std::vector<Defect> all_defects();

}  // namespace assay::systems
