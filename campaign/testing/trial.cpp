// One simulator, and a scenario whose workload changes from trial to trial.
#include "campaign/testing/trial.hpp"

#include <algorithm>

#include "campaign/subjects.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

namespace {

scenarios::Jury jury_for(const scenarios::Scenario& scenario, std::string_view property) {
  if (property.empty()) return scenarios::Jury{scenario};
  return scenarios::Jury{property_named(std::string{property})};
}

std::vector<properties::Judgement> violations_in(std::vector<properties::Judgement> judgements) {
  std::erase_if(judgements, [](const properties::Judgement& one) {
    return one.verdict != properties::Verdict::violated;
  });
  std::ranges::stable_sort(judgements, std::ranges::greater{}, [](const auto& one) {
    return std::pair{one.harm.severity, one.severity};
  });
  return judgements;
}

}  // namespace

const properties::Judgement* TrialRun::violation_of(std::string_view property) const {
  const auto found = std::ranges::find(violations, property, &properties::Judgement::property);
  return found == violations.end() ? nullptr : &*found;
}

TrialPlayer::TrialPlayer(scenarios::Scenario scenario, const scenarios::SystemUnderTest& system,
                         std::string_view property)
    : scenario_{std::move(scenario)}, system_{system}, jury_{jury_for(scenario_, property)} {}

bool TrialPlayer::judges(std::string_view property) const {
  const auto& judged = jury_.properties();
  return std::ranges::find(judged, property, &properties::Property::name) != judged.end();
}

scenarios::Scenario TrialPlayer::scenario_of(const scenarios::Workload& workload) const {
  scenarios::Scenario scenario = scenario_;
  scenario.workload = workload;
  return scenario;
}

TrialRun TrialPlayer::play(const Trial& trial) {
  const scenarios::Scenario scenario = scenario_of(trial.workload);
  const scenarios::Run& run = simulator_.run({.scenario = &scenario,
                                              .system = &system_,
                                              .baseline = sim::Baseline::benign,
                                              .plan = &trial.plan});
  SIM_CHECK(run.exit != sim::Exit::broken_harness, run.broken_claim.c_str());
  return {violations_in(jury_.judge(run)), run.behaviour, simulator_.recorded(),
          simulator_.unplaced()};
}

sim::Plan TrialPlayer::plan_of_seed(const scenarios::Workload& workload, std::uint64_t seed) {
  const scenarios::Scenario scenario = scenario_of(workload);
  simulator_.run({.scenario = &scenario, .system = &system_, .seed = seed});
  return simulator_.recorded();
}

sim::Plan TrialPlayer::faults_in_reach(const scenarios::Workload& workload) {
  const scenarios::Scenario scenario = scenario_of(workload);
  simulator_.run({.scenario = &scenario,
                  .system = &system_,
                  .baseline = sim::Baseline::benign,
                  .keep = sim::KeepDecisions::all});
  const sim::Decisions& decisions = simulator_.decisions();
  sim::Plan faults;
  for (const sim::Asked& asked : decisions.asked()) {
    sim::Answer answer{std::string{decisions.name(asked.site)}, asked.n, "", asked.kind};
    if (!answer.is_fault()) continue;
    for (std::uint32_t i = 1; i < asked.options->options(); ++i) {
      answer.answer = asked.options->option(i).id;
      faults.push_back(answer);
    }
  }
  return faults;
}

}  // namespace assay::campaign
