// The gallery: defects of the shipped payment code. One file in systems/payments/defects is one of
// them; the table of all is made from the listing of that folder. Most say themselves what catches
// them; those that were written before anything was built to catch them, and never changed since,
// are looked up in caught.cpp.
#pragma once

#include <vector>

#include "harness/defect.hpp"

namespace assay::systems {

using harness::Defect;

/// Every defect of the gallery as its file has it, sorted by name.
[[nodiscard]] std::vector<Defect> defects_as_written();

/// Every defect of the gallery, sorted by name, with what catches it, or what is missing.
[[nodiscard]] std::vector<Defect> all_defects();

}  // namespace assay::systems
