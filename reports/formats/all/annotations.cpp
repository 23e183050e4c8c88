// For the page of a build: a job prints it.
#include "reports/formats/build_pages.hpp"
#include "reports/formats/format.hpp"

namespace assay::reports {

Format annotations() { return {.file = "reports/annotations.txt", .text = build_annotations}; }

}  // namespace assay::reports
