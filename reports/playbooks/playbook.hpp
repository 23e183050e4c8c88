// Playbooks: for each distinct failure a page that says what happened, what it cost, what exactly
// has to go wrong for it, how to see it, stop it, mend it and keep it from coming back. Everything
// on a page is either a fact of the finding's run or the scenario's own playbook.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "campaign/results/results.hpp"
#include "reports/shown_run.hpp"
#include "scenarios/scenario.hpp"

namespace assay::reports {

/// The page of one failure, as Markdown.
[[nodiscard]] std::string playbook(const FindingReport& finding_report);

/// What a distinct failure is known by: scenario, code, property, and the faults of its plan.
[[nodiscard]] std::string failure_signature(const runs::Finding& finding);

/// One finding report per distinct failure, the gravest harm first; of equal ones the first.
[[nodiscard]] std::vector<FindingReport> distinct(std::span<const FindingReport> finding_reports);

/// playbooks/index.md: the failures of this campaign, then every scenario of the library and what
/// an operator is told about it, whether it failed here or not.
[[nodiscard]] std::string playbook_index(std::span<const FindingReport> finding_reports,
                                         const campaign::Results& results,
                                         std::span<const scenarios::Scenario> library);

}  // namespace assay::reports
