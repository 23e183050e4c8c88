// What is amiss with a defect that the gallery did not catch as it should. The same words on the
// screen, in junit.xml and in the report.
#pragma once

#include <string>

#include "campaign/results/results.hpp"

namespace assay::reports {

/// Empty where the defect was caught as it should be.
[[nodiscard]] std::string why_not_caught(const campaign::GalleryEntry& entry);

}  // namespace assay::reports
