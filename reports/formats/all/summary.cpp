// For the page of a build: a job appends it to the summary of its step.
#include "reports/formats/build_pages.hpp"
#include "reports/formats/format.hpp"

namespace assay::reports {

Format summary() { return {.file = "reports/summary.md", .text = build_summary}; }

}  // namespace assay::reports
