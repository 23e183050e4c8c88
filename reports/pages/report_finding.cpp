// The values of one finding.
#include <fmt/format.h>

#include "reports/advice/advise.hpp"
#include "reports/concern.hpp"
#include "reports/finding_words.hpp"
#include "reports/pages/report_page.hpp"
#include "reports/pages/sequence_svg.hpp"
#include "reports/playbooks/markdown.hpp"
#include "reports/screens/truth_and_belief.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using nlohmann::json;
using runs::Finding;

/// A run of a real clock has none.
std::string digest_text(const sim::Digest& digest) {
  return digest == sim::Digest{} ? "" : digest.hex();
}

json plan_values(const Finding& finding) {
  json answers = json::array();
  for (std::size_t i = 0; i < finding.plan.size(); ++i) {
    const sim::Answer& answer = finding.plan[i];
    json one = {{"sentence", sentence(answer)}, {"scope", scope_of(answer)}};
    for (const runs::Omission& omission : finding.omissions) {
      if (omission.answer != i) continue;
      one["proof"] = {{"verdict", omission_words(omission.verdict)},
                      {"needed", omission.verdict == properties::Verdict::holds},
                      {"digest", digest_text(omission.digest)}};
    }
    answers.push_back(std::move(one));
  }
  return answers;
}

json sides_values(const ShownRun& run) {
  json rows = json::array();
  for (const ThreeSides& one : three_sides(run.history, broken_at(run))) {
    rows.push_back({{"payable", one.payable},
                    {"operation", one.operation},
                    {"truth", one.truth},
                    {"belief", one.belief},
                    {"told", one.told},
                    {"apart", one.apart}});
  }
  return rows;
}

json list_of(const std::vector<std::string>& texts) {
  json steps = json::array();
  for (const std::string& one : texts) steps.push_back({{"text", one}});
  return steps;
}

/// A part of a playbook: what its state asks for, what not to do, and what the scenario says.
json part_of(std::string_view name, const std::string& prose,
             const std::vector<std::string>& here = {},
             const std::vector<std::string>& never = {}) {
  return {{"name", name},
          {"advised", !here.empty()},
          {"here", list_of(here)},
          {"never", list_of(never)},
          {"steps", list_of(markdown::sentences(prose))}};
}

json playbook_values(const scenarios::Playbook& told, const advice::Advised& here) {
  json parts = json::array({part_of("Signal", told.signal)});
  if (!here.state.empty()) parts.push_back(part_of("State when it broke", "", here.state));
  for (const json& part :
       {part_of("Containment", told.containment, here.contain, here.never),
        part_of("Recovery", told.recovery, here.recover),
        part_of("Verification", told.verification, here.verify),
        part_of("Prevention", told.prevention)}) {
    parts.push_back(part);
  }
  return parts;
}

}  // namespace

json finding_values(const FindingReport& finding_report) {
  const Finding& finding = finding_report.reported.finding;
  advice::Advised here;
  if (finding_report.run) {
    here = advice::advise(finding.property, advice::situation_of(*finding_report.run));
  }
  json values = {{"id", finding.id},
                 {"property", finding.property},
                 {"rule", rule_of(finding)},
                 {"scenario", finding.scenario},
                 {"title", finding_report.scenario.title},
                 {"defect", finding.defect},
                 {"system", finding.system},
                 {"severity", harm_word(finding)},
                 {"grave", finding.severity >= properties::Severity::money_lost},
                 {"rank", severity_of(finding)},
                 {"harm", harm_of(finding)},
                 {"also", also_broken(finding)},
                 {"money", finding.at_risk.currency.empty() ? "" : money(finding.at_risk)},
                 {"explanation", finding.explanation},
                 {"claim", finding.claim},
                 {"found", how_found(finding_report.reported)},
                 {"replay", finding_report.reported.replay},
                 {"playbook", playbook_values(finding_report.scenario.playbook, here)}};
  if (!finding_report.run) return values;
  const Sequence made = sequence(*finding_report.run);
  values["run"] = {{"plan", plan_values(finding)},
                   {"planned", !finding.plan.empty()},
                   {"minimality", finding.omissions.empty() ? "" : minimality(finding)},
                   {"digest", digest_text(finding.digest)},
                   {"diagram", sequence_svg(made, headline(finding))},
                   {"left_out", made.left_out == 0 ? "" : counted(made.left_out, "step")},
                   {"sides", sides_values(*finding_report.run)}};
  return values;
}

}  // namespace assay::reports
