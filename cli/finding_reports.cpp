// Running plans once more, to keep everything of them.
#include "cli/finding_reports.hpp"

#include <algorithm>

#include "campaign/jobs/replay.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/named.hpp"
#include "sim/check.hpp"

namespace assay::cli {

namespace {

reports::ShownRun shown_run(const runs::Finding& finding, const scenarios::Scenario& scenario,
                            const Options& options) {
  const harness::System* const system = options.registry.find_either(finding.system);
  SIM_CHECK(system != nullptr, "what was found was found in a system of this program");
  const runs::Jury jury{scenarios::property_named(finding.property, scenario, *system)};
  const auto world = options.make_world(nullptr);
  campaign::Replayed replayed = campaign::replay(
      *world, {.scenario = &scenario, .system = system, .plan = finding.plan, .jury = jury});
  reports::ShownRun run{std::move(replayed.trace), std::move(replayed.history), {}};
  const auto* const judgement = campaign::judgement_of(replayed, finding.property);
  if (judgement != nullptr && !judgement->violations.empty()) {
    run.evidence = judgement->violations.front().evidence;
    run.missed = judgement->violations.front().missed;
  }
  return run;
}

}  // namespace

reports::FindingReport finding_report_of(const campaign::ReportedFinding& reported,
                                         const scenarios::Scenario& scenario,
                                         const Options& options) {
  reports::FindingReport finding_report{reported, scenario, {}};
  const bool has_plan = reported.finding.digest != sim::Digest{};
  if (has_plan) finding_report.run = shown_run(reported.finding, scenario, options);
  return finding_report;
}

std::vector<scenarios::Scenario> known_scenarios(std::span<const campaign::CampaignJob> jobs) {
  std::vector<scenarios::Scenario> known;
  for (const std::string_view name : scenarios::library_names()) {
    known.push_back(scenarios::library_scenario(name));
  }
  for (const campaign::CampaignJob& job : jobs) {
    const scenarios::Scenario& one = job.sweep.scenario;
    const auto same = std::ranges::find(known, one.name, &scenarios::Scenario::name);
    if (same == known.end()) {
      known.push_back(one);
    } else {
      *same = one;
    }
  }
  return known;
}

std::vector<reports::FindingReport> finding_reports_of(const campaign::Results& results,
                                                       std::span<const campaign::CampaignJob> jobs,
                                                       const Options& options) {
  const std::vector<scenarios::Scenario> known = known_scenarios(jobs);
  std::vector<reports::FindingReport> finding_reports;
  for (const campaign::ReportedFinding& one : results.findings) {
    const auto found = std::ranges::find(known, one.finding.scenario, &scenarios::Scenario::name);
    if (found != known.end()) finding_reports.push_back(finding_report_of(one, *found, options));
  }
  return finding_reports;
}

}  // namespace assay::cli
