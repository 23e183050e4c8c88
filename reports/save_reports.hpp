// Puts what people and their servers read beside results.json: junit.xml, playbooks, report.html.
// Each file is written under a temporary name and renamed.
#pragma once

#include <span>
#include <string>

#include "campaign/results.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

/// Errors: BadInput where the folder cannot be written.
void save_reports(const campaign::Results& results, std::span<const Dossier> dossiers,
                  std::span<const scenarios::Scenario> known, const std::string& folder);

}  // namespace assay::reports
