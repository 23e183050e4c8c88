// Field by field into the campaign's values; what a recording does not have stays empty.
#include "cli/judged_reports.hpp"

#include <fmt/format.h>

#include "cli/judged_screen.hpp"
#include "cli/options.hpp"
#include "reports/formats/plain_cases.hpp"
#include "reports/pages/report_page.hpp"
#include "scenarios/files/shell_words.hpp"

namespace assay::cli {

namespace {

using outside::Judged;
using outside::JudgedProperty;
using properties::Verdict;

runs::Finding finding_of(const Judged& judged, const JudgedProperty& one) {
  const outside::ShownViolation& shown = one.shown.front();
  runs::Finding finding{.id = id_of(judged, one),
                        .scenario = judged.name,
                        .system = "recorded",
                        .property = std::string{one.property.name},
                        .claim = std::string{one.property.claim},
                        .severity = shown.harm.severity,
                        .worst = one.property.severity,
                        .explanation = shown.violation.explanation,
                        .at_risk = shown.harm.moved};
  finding.runs_to_find = 1;
  finding.replays = true;
  return finding;
}

campaign::ScenarioResult result_of(const Judged& judged) {
  campaign::ScenarioResult result{.name = judged.name,
                                  .strategy = "recorded",
                                  .system = "recorded",
                                  .runs = 1,
                                  .events = judged.facts,
                                  .violated = judged.verdict == Verdict::violated ? 1U : 0U,
                                  .unknown = judged.verdict == Verdict::unknown ? 1U : 0U};
  for (const JudgedProperty& one : judged.properties) {
    if (!one.not_judged.empty()) continue;
    const std::string name{one.property.name};
    result.judged.push_back(name);
    if (one.verdict == Verdict::violated) result.violations.push_back({name, 1});
    if (one.verdict == Verdict::unknown) result.undecided.push_back({name, 1});
  }
  result.verdict = judged.verdict;
  return result;
}

std::string evidence_text(const JudgedProperty& one) {
  std::string text;
  for (const outside::ShownViolation& shown : one.shown) {
    text += shown.violation.explanation + "\n";
    for (const outside::EvidenceLine& line : shown.evidence) {
      text += fmt::format("  {} {}:{}\n", line.word, line.file, line.line);
    }
  }
  return text;
}

}  // namespace

std::string judged_page(std::span<const Judged> all, const std::vector<std::string>& words) {
  campaign::Results results{.version = version_number()};
  std::vector<reports::FindingReport> findings;
  for (const Judged& judged : all) {
    results.scenarios.push_back(result_of(judged));
    for (const JudgedProperty& one : judged.properties) {
      if (one.shown.empty()) continue;
      const outside::ShownViolation& shown = one.shown.front();
      const campaign::ReportedFinding reported{.finding = finding_of(judged, one),
                                               .replay = scenarios::own_command(words)};
      scenarios::Scenario scenario;
      scenario.name = judged.name;
      results.findings.push_back(reported);
      findings.push_back({reported, scenario,
                          reports::ShownRun{.history = shown.history,
                                            .evidence = shown.violation.evidence,
                                            .missed = shown.violation.missed}});
    }
  }
  results.verdict = campaign::verdict_of(results);
  return reports::report_page(results, findings);
}

std::string judged_junit(std::span<const Judged> all) {
  std::vector<std::vector<reports::PlainCase>> cases;
  std::vector<reports::PlainSuite> suites;
  for (const Judged& judged : all) {
    auto& list = cases.emplace_back();
    for (const JudgedProperty& one : judged.properties) {
      reports::PlainCase plain{.name = std::string{one.property.name}};
      if (!one.not_judged.empty() || one.verdict == Verdict::unknown) plain.tag = "skipped";
      plain.message = one.not_judged.empty() ? one.reason : one.not_judged;
      if (!one.shown.empty()) {
        plain.tag = "failure";
        plain.message = one.shown.front().violation.explanation;
        plain.text = evidence_text(one);
      }
      list.push_back(std::move(plain));
    }
    suites.push_back({judged.name, "assay.judge", {}});
  }
  for (std::size_t i = 0; i < suites.size(); ++i) suites[i].cases = cases[i];
  return reports::plain_cases_xml(suites);
}

}  // namespace assay::cli
