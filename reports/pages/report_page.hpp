// report.html: one page, offline, without script, for the screen in light and dark and for paper.
// Overview, matrix of scenario and property, kill matrix, findings. What it looks like is
// reports/templates; here are the values that fill it.
#pragma once

#include <span>
#include <string>

#include <nlohmann/json.hpp>

#include "campaign/results/results.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

/// The page.
[[nodiscard]] std::string report_page(const campaign::Results& results,
                                      std::span<const FindingReport> finding_reports);

/// Scenario by property: a mark per cell, and what was run.
[[nodiscard]] nlohmann::json matrix_values(const campaign::Results& results);

/// Defect by property, and whether each was caught as it should be.
[[nodiscard]] nlohmann::json kill_values(const campaign::Results& results);

/// One finding with its plan, proof, diagram, truth beside belief, and playbook.
[[nodiscard]] nlohmann::json finding_values(const FindingReport& finding_report);

}  // namespace assay::reports
