// The corpus first, then seeds.
#include <algorithm>

#include <fmt/format.h>

#include "campaign/subjects.hpp"
#include "campaign/testing/check_property.hpp"
#include "campaign/testing/describe.hpp"
#include "scenarios/defect.hpp"

namespace assay::campaign {

namespace {

using scenarios::ExploreOptions;
using scenarios::Finding;
using scenarios::Scenario;
using scenarios::SystemUnderTest;

/// The name of the gallery's defect that this system is, or empty.
std::string defect_of(const SystemUnderTest& system) {
  const scenarios::Defect* const defect = scenarios::find_defect(system.name);
  return defect == nullptr ? "" : std::string{defect->name};
}

/// The first kept plan that violates again, taken apart anew.
bool play_kept(Explored& found, const Corpus& corpus, const SystemUnderTest& system,
               const ExploreOptions& options) {
  TrialPlayer player{found.scenario, system, options.property};
  for (const Kept& kept : corpus.kept(found.scenario.name, system.name)) {
    const Trial trial{kept.workload.value_or(found.scenario.workload), kept.failure.plan};
    const TrialRun run = player.play(trial);
    if (run.violations.empty() && !run.unplaced.empty()) found.stale.push_back(kept.path);
    if (run.violations.empty()) continue;
    scenarios::Simulator simulator;
    const Scenario scenario = player.scenario_of(trial.workload);
    found.findings.push_back(scenarios::investigate_plan(
        simulator, scenario, system, defect_of(system),
        property_named(std::string{run.violations.front().property}), trial.plan));
    found.files.push_back(kept.path);
    found.reproduce = corpus.replay_line(kept.path);
    found.verdict = properties::Verdict::violated;
    return true;
  }
  return false;
}

void keep_findings(Explored& found, const Corpus& corpus) {
  for (const Finding& finding : found.findings) {
    const Kept kept = corpus.keep(to_failure_file(finding, found.scenario, ""), nullptr);
    found.files.push_back(kept.path);
    if (found.reproduce.empty()) found.reproduce = corpus.replay_line(kept.path);
  }
}

}  // namespace

std::string Explored::text() const {
  std::string text;
  for (const Finding& finding : findings) {
    text += fmt::format("  {} is violated\n  {}\n  what it takes:\n{}", finding.property,
                        finding.explanation, describe(finding.plan));
  }
  return text;
}

std::string Explored::replay_command() const {
  if (reproduce.empty()) return "nothing to replay: nothing was violated";
  return "reproduce: " + reproduce;
}

Explored explore_for(const TestPlace& place, const Scenario& scenario,
                     const ExploreOptions& options) {
  const SystemUnderTest& system =
      options.system != nullptr ? *options.system : scenarios::payments_system();
  const Corpus corpus{place};
  Explored found;
  found.scenario = scenario;
  found.system = system.name;
  found.tally = scenarios::empty_tally(scenario);
  if (play_kept(found, corpus, system, options)) return found;
  static_cast<scenarios::Exploration&>(found) = scenarios::explore(scenario, options);
  for (Finding& finding : found.findings) finding.defect = defect_of(system);
  keep_findings(found, corpus);
  return found;
}

}  // namespace assay::campaign
