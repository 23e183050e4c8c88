// Running plans once more, to keep everything of them.
#include "cli/dossiers.hpp"

#include <algorithm>

#include "campaign/jobs/replay.hpp"
#include "campaign/jobs/subjects.hpp"
#include "scenarios/files/library.hpp"
#include "sim/check.hpp"

namespace assay::cli {

namespace {

reports::ShownRun shown_run(const runs::Finding& finding, const scenarios::Scenario& scenario,
                            const harness::Registry& registry) {
  const harness::System* const system = registry.find_either(finding.system);
  SIM_CHECK(system != nullptr, "what was found was found in a system of this program");
  const runs::Jury jury{campaign::property_named(finding.property)};
  runs::Simulator simulator;
  campaign::Replayed replayed = campaign::replay(
      simulator, {.scenario = &scenario, .system = system, .plan = finding.plan}, jury);
  reports::ShownRun run{std::move(replayed.trace), std::move(replayed.history), {}};
  const auto* const judgement = campaign::judgement_of(replayed, finding.property);
  if (judgement != nullptr && !judgement->findings.empty()) {
    run.evidence = judgement->findings.front().evidence;
  }
  return run;
}

}  // namespace

reports::Dossier dossier_of(const campaign::ReportedFinding& reported,
                            const scenarios::Scenario& scenario,
                            const harness::Registry& registry) {
  reports::Dossier dossier{reported, scenario, {}};
  const bool has_plan = reported.finding.digest != sim::Digest{};
  if (has_plan) dossier.run = shown_run(reported.finding, scenario, registry);
  return dossier;
}

std::vector<scenarios::Scenario> known_scenarios(std::span<const campaign::Order> orders) {
  std::vector<scenarios::Scenario> known;
  for (const std::string_view name : scenarios::library_names()) {
    known.push_back(scenarios::library_scenario(name));
  }
  for (const campaign::Order& order : orders) {
    const scenarios::Scenario& one = order.hunt.scenario;
    const auto same = std::ranges::find(known, one.name, &scenarios::Scenario::name);
    if (same == known.end()) {
      known.push_back(one);
    } else {
      *same = one;
    }
  }
  return known;
}

std::vector<reports::Dossier> dossiers_of(const campaign::Results& results,
                                          std::span<const campaign::Order> orders,
                                          const harness::Registry& registry) {
  const std::vector<scenarios::Scenario> known = known_scenarios(orders);
  std::vector<reports::Dossier> dossiers;
  for (const campaign::ReportedFinding& one : results.findings) {
    const auto found = std::ranges::find(known, one.finding.scenario, &scenarios::Scenario::name);
    if (found != known.end()) dossiers.push_back(dossier_of(one, *found, registry));
  }
  return dossiers;
}

}  // namespace assay::cli
