// For people: one page, offline.
#include "reports/formats/format.hpp"
#include "reports/pages/report_page.hpp"

namespace assay::reports {

Format page() { return {.file = "report.html", .text = report_page}; }

}  // namespace assay::reports
