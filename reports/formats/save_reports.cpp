// Each file's text from its own renderer.
#include "reports/formats/save_reports.hpp"

#include <fmt/format.h>

#include "reports/formats/format.hpp"
#include "reports/playbooks/playbook.hpp"

namespace assay::reports {

std::vector<campaign::NamedText> report_files(const campaign::Results& results,
                                              std::span<const FindingReport> finding_reports,
                                              std::span<const scenarios::Scenario> known) {
  const std::vector<FindingReport> failures = distinct(finding_reports);
  std::vector<campaign::NamedText> files;
  for (const FindingReport& one : failures) {
    files.push_back({fmt::format("playbooks/{}.md", one.reported.finding.id), playbook(one)});
  }
  files.push_back({"playbooks/index.md", playbook_index(failures, results, known)});
  for (const Format& format : all_formats()) {
    files.push_back({std::string{format.file}, format.text(results, failures)});
  }
  return files;
}

}  // namespace assay::reports
