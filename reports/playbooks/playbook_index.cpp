// The index: failures first, then the library.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/finding_words.hpp"
#include "reports/playbooks/markdown.hpp"
#include "reports/playbooks/playbook.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::Results;
using campaign::ScenarioResult;
using markdown::code;
using markdown::plain;
using runs::Finding;
using scenarios::Scenario;

std::string link(const Finding& finding, std::string_view text) {
  return fmt::format("[{}]({}.md)", text, finding.id);
}

std::string failures(std::span<const FindingReport> finding_reports) {
  if (finding_reports.empty()) return "None was found in this campaign.\n";
  std::vector<std::vector<std::string>> rows;
  for (const FindingReport& one : finding_reports) {
    const Finding& finding = one.reported.finding;
    const std::string of = finding.defect.empty() ? plain(finding.system) : code(finding.defect);
    rows.push_back({plain(harm_word(finding)), plain(money_at_risk(finding)),
                    link(finding, code(finding.property)), code(finding.scenario), of,
                    grouped(sim::fault_count(finding.plan)), plain(finding.explanation)});
  }
  return markdown::table(
      {"harm", "money", "playbook", "scenario", "code", "faults", "what happened"}, rows);
}

/// What came of a scenario in this campaign.
std::string outcome(const Scenario& scenario, const Results& results) {
  std::string text;
  for (const ScenarioResult& one : results.scenarios) {
    if (one.name != scenario.name) continue;
    text += fmt::format("{}{}{} in {}", text.empty() ? "" : "; ",
                        one.defect.empty() ? "" : code(one.defect) + " ",
                        properties::to_text(one.verdict), counted(one.runs, "run"));
  }
  return text.empty() ? "not run" : text;
}

std::string overview(std::span<const Scenario> library, const Results& results) {
  std::vector<std::vector<std::string>> rows;
  for (const Scenario& one : library) {
    rows.push_back({fmt::format("[{}](#{})", code(one.name), one.name), plain(one.title),
                    fmt::format("{}", fmt::join(one.rules, " ")), outcome(one, results)});
  }
  return markdown::table({"scenario", "what goes wrong", "rules", "in this campaign"}, rows);
}

std::string faults_of(const Scenario& scenario) {
  if (scenario.every_fault)
    return scenario.outside_contract
               ? "Whatever may go wrong, at every site, promises that are broken among it.\n"
               : "Whatever may go wrong, at every site, as long as it keeps what is promised.\n";
  if (scenario.faults.empty())
    return "Nothing goes wrong here; it is what a good day looks like.\n";
  std::string text = "What may go wrong: ";
  std::vector<std::string> parts;
  for (const scenarios::AllowedFault& one : scenario.faults) {
    parts.push_back(fmt::format("{} ({})", code(one.site), fmt::join(one.answers, ", ")));
  }
  return text + fmt::format("{}.\n", fmt::join(parts, ", "));
}

std::string steps(std::string_view name, const std::string& prose) {
  if (prose.empty()) return "";
  std::string text = fmt::format("\n**{}**\n\n", name);
  for (const std::string& one : markdown::sentences(prose)) text += "- " + plain(one) + "\n";
  return text;
}

std::string entry(const Scenario& scenario, std::span<const FindingReport> finding_reports) {
  const scenarios::Playbook& told = scenario.playbook;
  std::string text = fmt::format("\n### {}\n\n*{}.* {}\n\n{}", scenario.name, plain(scenario.title),
                                 plain(scenario.story), faults_of(scenario));
  text += steps("Signal", told.signal) + steps("Containment", told.containment);
  text += steps("Recovery", told.recovery) +
          steps("Verification, must come out empty", told.verification);
  text += steps("Prevention", told.prevention);
  std::string seen;
  for (const FindingReport& one : finding_reports) {
    const Finding& finding = one.reported.finding;
    if (finding.scenario == scenario.name) {
      seen += fmt::format("- {}\n", link(finding, plain(headline(finding))));
    }
  }
  return seen.empty() ? text : text + "\n**Failures seen here**\n\n" + seen;
}

}  // namespace

std::string playbook_index(std::span<const FindingReport> finding_reports, const Results& results,
                           std::span<const Scenario> library) {
  std::string text = "# Playbooks\n\n## Failures\n\n" + failures(finding_reports);
  text += "\n## Scenarios\n\n" + overview(library, results);
  for (const Scenario& one : library) text += entry(one, finding_reports);
  return text;
}

}  // namespace assay::reports
