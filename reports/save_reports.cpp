// Pages first, the index that names them last.
#include "reports/save_reports.hpp"

#include <vector>

#include "reports/junit.hpp"
#include "reports/playbook.hpp"
#include "reports/report_page.hpp"
#include "scenarios/files/save.hpp"

namespace assay::reports {

void save_reports(const campaign::Results& results, std::span<const Dossier> dossiers,
                  std::span<const scenarios::Scenario> known, const std::string& folder) {
  const std::vector<Dossier> failures = distinct(dossiers);
  const std::string playbooks = folder + "/playbooks/";
  for (const Dossier& one : failures) {
    scenarios::save_text(playbooks + one.reported.finding.id + ".md", playbook(one));
  }
  scenarios::save_text(playbooks + "index.md", playbook_index(failures, results, known));
  scenarios::save_text(folder + "/junit.xml", junit_xml(results));
  scenarios::save_text(folder + "/report.html", report_page(results, failures));
}

}  // namespace assay::reports
