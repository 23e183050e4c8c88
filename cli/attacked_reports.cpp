// Field by field into the campaign's values. The run is told in the order of its facts, with the
// faults that struck and what the services said between them.
#include "cli/attacked_reports.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "outside/attack/report.hpp"
#include "reports/formats/plain_cases.hpp"
#include "reports/pages/report_page.hpp"
#include "reports/playbooks/playbook.hpp"

namespace assay::cli {

namespace {

using outside::attack::AttackResults;
using AttackFinding = outside::attack::Finding;
using AttackJudged = outside::attack::Judged;
using properties::Verdict;

/// How each finding's plan does without one of its faults: the search has made it as small as it
/// goes, so that without any of them the property held.
std::vector<runs::Omission> omissions_of(const AttackFinding& finding) {
  std::vector<runs::Omission> all;
  for (std::size_t i = 0; i < finding.plan.size(); ++i) all.push_back({i, Verdict::holds, {}});
  return all;
}

runs::Finding finding_of(const AttackResults& results, const AttackFinding& one) {
  runs::Finding finding{.id = one.id,
                        .scenario = results.name,
                        .system = results.name,
                        .property = one.broken.property,
                        .severity = one.broken.severity,
                        .worst = one.broken.severity,
                        .explanation = one.broken.explanation,
                        .at_risk = one.broken.at_risk,
                        .runs_to_find = one.runs_to_find,
                        .recorded_answers = one.recorded,
                        .shrink_runs = one.shrink_runs,
                        .plan = one.plan,
                        .omissions = omissions_of(one),
                        .replays = true};
  const auto judged = std::ranges::find(results.judged, finding.property, &AttackJudged::property);
  if (judged != results.judged.end()) finding.claim = judged->claim;
  for (const auto& other : one.also) {
    finding.also.push_back({other.property, other.severity, other.explanation, {}});
  }
  return finding;
}

/// Facts as notes of a trace, and between them what struck and when.
std::vector<sim::TraceEvent> trace_of(const AttackFinding& finding) {
  std::vector<sim::TraceEvent> trace;
  auto next = finding.events.begin();
  const auto add = [&](sim::TraceEvent event) {
    event.id = static_cast<std::uint32_t>(trace.size() + 1);
    trace.push_back(std::move(event));
  };
  for (const history::Observation& seen : finding.seen) {
    for (; next != finding.events.end() && next->at.ns() <= seen.at; ++next) add(*next);
    const bool is_line = seen.is<history::LineLogged>();
    add({.at = sim::TimePoint{seen.at},
         .kind = is_line ? sim::TraceKind::log : sim::TraceKind::note,
         .node = seen.observer.string(),
         .what = std::string{seen.word()}});
  }
  for (; next != finding.events.end(); ++next) add(*next);
  return trace;
}

reports::FindingReport report_of(const AttackResults& results, const AttackFinding& one,
                                 const std::string& out) {
  const campaign::ReportedFinding reported{
      .finding = finding_of(results, one),
      .file = fmt::format("failures/{}.json", one.id),
      .replay = outside::attack::replay_command(results, one, out),
      .by_search = true};
  scenarios::Scenario scenario;
  scenario.name = results.name;
  scenario.title = "a service outside, attacked by " + results.file;
  return {reported, scenario,
          reports::ShownRun{.trace = trace_of(one), .history = one.seen, .evidence = one.evidence}};
}

campaign::ScenarioResult result_of(const AttackResults& results) {
  campaign::ScenarioResult result{.name = results.name,
                                  .file = results.file,
                                  .strategy = "attack",
                                  .system = results.name,
                                  .runs = results.runs,
                                  .complete = !results.interrupted};
  for (const AttackJudged& one : results.judged) {
    result.judged.push_back(one.property);
    const bool unsure = !one.unknown.empty() || results.unsure.contains(one.property);
    if (results.finding_of(one.property) != nullptr)
      result.violations.push_back({one.property, 1});
    else if (unsure)
      result.undecided.push_back({one.property, 1});
  }
  result.violated = result.violations.size();
  result.unknown = result.undecided.size();
  const bool tested = results.untested.empty() && results.all_of_one();
  result.verdict = results.is_violated() ? Verdict::violated
                   : tested              ? Verdict::holds
                                         : Verdict::unknown;
  return result;
}

std::string failure_lines(const AttackFinding& finding) {
  std::string lines = outside::attack::plan_text(finding.plan) + "\n";
  for (const std::string& line : finding.timeline) lines += line + "\n";
  return lines;
}

std::string attacked_junit(const AttackResults& results) {
  std::vector<reports::PlainCase> cases;
  for (const AttackJudged& one : results.judged) {
    reports::PlainCase plain{.name = one.property,
                             .message = outside::attack::unknown_of(results, one)};
    if (!results.untested.empty()) plain.message = results.untested;
    if (!plain.message.empty()) plain.tag = "skipped";
    if (const AttackFinding* const found = results.finding_of(one.property)) {
      plain.tag = "failure";
      plain.message = found->broken.explanation;
      plain.text = failure_lines(*found);
    }
    cases.push_back(std::move(plain));
  }
  const reports::PlainSuite suite{"attack." + results.name, "attack." + results.name, cases};
  return reports::plain_cases_xml({&suite, 1});
}

}  // namespace

std::vector<campaign::NamedText> attacked_pages(const AttackResults& results,
                                                const std::string& out) {
  campaign::Results all{.version = version_number(),
                        .complete = !results.interrupted,
                        .wall_seconds = static_cast<double>(results.wall.ns()) / 1e9};
  all.scenarios.push_back(result_of(results));
  all.verdict = all.scenarios.front().verdict;
  std::vector<reports::FindingReport> findings;
  std::vector<campaign::NamedText> pages;
  for (const AttackFinding& one : results.findings) {
    findings.push_back(report_of(results, one, out));
    all.findings.push_back(findings.back().reported);
    pages.push_back({"playbooks/" + one.id + ".md", reports::playbook(findings.back())});
  }
  pages.push_back({"report.html", reports::report_page(all, findings)});
  pages.push_back({"junit.xml", attacked_junit(results)});
  return pages;
}

}  // namespace assay::cli
