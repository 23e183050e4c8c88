// For code hosts and editors.
#include "reports/formats/sarif.hpp"
#include "reports/formats/format.hpp"

namespace assay::reports {

Format sarif() { return {.file = "reports/findings.sarif", .text = sarif_text}; }

}  // namespace assay::reports
