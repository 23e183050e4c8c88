// What the page's script reads: the findings with their causes and whole timelines, as JSON inside
// the page. Without the script the page says the same, shorter.
#pragma once

#include <span>
#include <string>

#include "reports/shown_run.hpp"

namespace assay::reports {

/// The text of the data element. Safe in any page: ASCII alone, and no sign that begins markup.
[[nodiscard]] std::string page_data(std::span<const FindingReport> failures);

}  // namespace assay::reports
