// What people and their servers read beside results.json: playbooks, and each format of
// formats/all, such as junit.xml and report.html. Names and texts only;
// campaign/results/results_folder.hpp writes them.
#pragma once

#include <span>
#include <vector>

#include "campaign/results/results.hpp"
#include "campaign/results/results_folder.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

/// Pages first, the index that names them behind them, then the formats.
[[nodiscard]] std::vector<campaign::NamedText> report_files(
    const campaign::Results& results, std::span<const FindingReport> finding_reports,
    std::span<const scenarios::Scenario> known);

}  // namespace assay::reports
