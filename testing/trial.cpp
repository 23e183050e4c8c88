// A scenario whose workload changes from trial to trial, and what comes back of each by message.
#include "testing/trial.hpp"

#include <algorithm>
#include <stdexcept>

#include "campaign/determinism/repeat.hpp"
#include "campaign/results/finding_json.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "runs/unfinished.hpp"
#include "scenarios/named.hpp"
#include "sim/check.hpp"
#include "sim/search/strategy.hpp"
#include "testing/last_word.hpp"

namespace assay::testing {

namespace {

using nlohmann::json;
using scenarios::Scenario;

constexpr double many_runs = 30;  // shrinking tells of no single run

std::vector<properties::Judgement> violations_in(std::vector<properties::Judgement> judgements) {
  std::erase_if(judgements, [](const properties::Judgement& one) {
    return one.verdict != properties::Verdict::violated;
  });
  std::ranges::stable_sort(judgements, std::ranges::greater{}, [](const auto& one) {
    return std::pair{one.harm.severity, one.severity};
  });
  return judgements;
}

/// The violation that a run is which did not come through.
std::vector<properties::Judgement> not_through(const std::string& how) {
  properties::Judgement judgement{.property = runs::run_comes_back,
                                  .severity = properties::Severity::stuck,
                                  .verdict = properties::Verdict::violated};
  judgement.harm.severity = properties::Severity::stuck;
  judgement.violations.push_back({.explanation = "The run " + how + "."});
  return {std::move(judgement)};
}

/// What a trial needs of its violations: that they are there, and the first sentence of each.
json to_json(const std::vector<properties::Judgement>& violations) {
  json list = json::array();
  for (const properties::Judgement& one : violations) {
    const properties::Violation first =
        one.violations.empty() ? properties::Violation{} : one.violations.front();
    list.push_back({one.property, to_text(one.severity), to_text(one.harm.severity),
                    one.harm.moved.minor, one.harm.moved.currency.code(), first.explanation});
  }
  return list;
}

}  // namespace

const properties::Judgement* TrialRun::violation_of(std::string_view property) const {
  const auto found = std::ranges::find(violations, property, &properties::Judgement::property);
  return found == violations.end() ? nullptr : &*found;
}

TrialPlayer::TrialPlayer(scenarios::Scenario scenario, const harness::System& system,
                         std::string_view property, const TestPlace& place)
    : scenario_{std::move(scenario)},
      system_{system},
      jury_{scenario_, system, property},
      place_{place} {}

bool TrialPlayer::judges(std::string_view property) const {
  const auto& judged = jury_.properties();
  return property == runs::run_comes_back ||
         std::ranges::find(judged, property, &properties::Property::name) != judged.end();
}

Scenario TrialPlayer::scenario_of(const scenarios::Workload& workload) const {
  Scenario scenario = scenario_;
  scenario.workload = workload;
  return scenario;
}

Apart TrialPlayer::apart(const Scenario& scenario, double patience, const Work& work) {
  if (in_process(place_)) {
    const LastWord guard{"assay: the process ends in a trial of " + scenario.name + "\n"};
    runs::SimulatedWorld world;
    return {work(world), {}};
  }
  return do_apart(place_, patience * campaign::budget_of(scenario),
                  [&](campaign::ProgressSlot& slot) {
                    runs::SimulatedWorld world{slot.pulse};
                    campaign::about_to_run(slot, 0);
                    return work(world);
                  });
}

std::string TrialPlayer::play_here(runs::World& world, const Scenario& scenario,
                                   const sim::Plan& plan) const {
  const runs::Run& run = world.run({.scenario = &scenario,
                                    .system = &system_,
                                    .baseline = sim::Baseline::benign,
                                    .plan = &plan});
  const bool broken = run.exit == sim::Exit::broken_harness;
  const bool judged = !broken && run.failure.empty();
  return json{{"broken", broken ? run.broken_claim : ""},
              {"failure", run.failure},
              {"violations", to_json(judged ? violations_in(jury_.judge(run))
                                            : std::vector<properties::Judgement>{})},
              {"digest", run.behaviour.hex()},
              {"recorded", campaign::plan_to_json(world.recorded())},
              {"unplaced", campaign::plan_to_json(world.unplaced())}}
      .dump();
}

TrialRun TrialPlayer::run_from(const std::string& text) const {
  const json told = json::parse(text);
  const auto broken = told.at("broken").get<std::string>();
  SIM_CHECK(broken.empty(), broken.c_str());
  TrialRun run{{},
               campaign::digest_from(told.at("digest").get<std::string>()),
               campaign::plan_from(told.at("recorded")),
               campaign::plan_from(told.at("unplaced"))};
  const auto failure = told.at("failure").get<std::string>();
  if (!failure.empty()) run.violations = not_through(failure);
  for (const json& one : told.at("violations")) {
    const properties::Property property =
        scenarios::property_named(one.at(0).get<std::string>(), scenario_, system_);
    properties::Judgement judgement{
        .property = property.name,
        .severity = campaign::severity_from(one.at(1).get<std::string>()),
        .verdict = properties::Verdict::violated,
        .kept = property.kept};
    judgement.harm.severity = campaign::severity_from(one.at(2).get<std::string>());
    judgement.harm.moved = {one.at(3).get<std::int64_t>(),
                            history::Currency{one.at(4).get_ref<const std::string&>()}};
    judgement.violations.push_back({.explanation = one.at(5).get<std::string>()});
    run.violations.push_back(std::move(judgement));
  }
  return run;
}

TrialRun TrialPlayer::play(const Trial& trial) {
  const Scenario scenario = scenario_of(trial.workload);
  const Apart played = apart(
      scenario, 1, [&](runs::World& world) { return play_here(world, scenario, trial.plan); });
  if (played.answer) return run_from(*played.answer);
  const campaign::LostRun lost = campaign::lost_run(0, *played.death);
  if (lost.verdict == properties::Verdict::unknown) {
    throw std::runtime_error{"a trial could not be judged: its run " + lost.how};
  }
  return {not_through(lost.how), {}, {}, {}};
}

/// A plan that a run of the system shows. Empty where the run did not come back: the trial that is
/// made of it will not either, and says so.
sim::Plan TrialPlayer::plan_apart(const Scenario& scenario, const Work& work) {
  const Apart drawn = apart(scenario, 1, work);
  return drawn.answer ? campaign::plan_from(json::parse(*drawn.answer)) : sim::Plan{};
}

sim::Plan TrialPlayer::plan_of_seed(const scenarios::Workload& workload, std::uint64_t seed) {
  const Scenario scenario = scenario_of(workload);
  return plan_apart(scenario, [&](runs::World& world) {
    world.run({.scenario = &scenario, .system = &system_, .seed = seed});
    return campaign::plan_to_json(world.recorded()).dump();
  });
}

sim::Plan TrialPlayer::faults_in_reach(const scenarios::Workload& workload) {
  const Scenario scenario = scenario_of(workload);
  return plan_apart(scenario, [&](runs::World& world) {
    world.run({.scenario = &scenario,
               .system = &system_,
               .baseline = sim::Baseline::benign,
               .keep = sim::KeepDecisions::all});
    const auto points = sim::branch_points(world.decisions(), sim::Branching::at_faults, 0);
    return campaign::plan_to_json(sim::answers_at(points)).dump();
  });
}

std::optional<runs::Parting> TrialPlayer::parting_of(const Trial& trial, const TrialRun& run) {
  if (run.violation_of(runs::run_comes_back) != nullptr) return {};
  const Scenario scenario = scenario_of(trial.workload);
  const runs::RunRequest plan{.scenario = &scenario,
                              .system = &system_,
                              .baseline = sim::Baseline::benign,
                              .plan = &trial.plan};
  const Apart done = apart(scenario, many_runs, [&](runs::World& world) {
    const auto is_the_same = [&] { return world.run(plan).behaviour == run.digest; };
    const auto others = [&] {
      for (std::uint64_t seed = 0; seed < campaign::others_between; ++seed) {
        world.run({.scenario = &scenario, .system = &system_, .seed = seed});
      }
    };
    bool same = is_the_same();
    others();
    same = same && is_the_same();
    return campaign::parting_to_json(
               same ? std::nullopt : std::optional{campaign::parting_of(world, plan, others)})
        .dump();
  });
  if (!done.answer) return runs::Parting{0, "a run", "none: it " + done.death->how};
  const json told = json::parse(*done.answer);
  return told.is_null() ? std::nullopt : campaign::parting_from(told);
}

runs::Finding TrialPlayer::take_apart(const Trial& trial, const TrialRun& run,
                                      const std::string& defect) {
  const Scenario scenario = scenario_of(trial.workload);
  const properties::Judgement& worst = run.violations.front();
  if (worst.property != runs::run_comes_back) {
    const properties::Property property =
        scenarios::property_named(worst.property, scenario, system_);
    const Apart done = apart(scenario, many_runs, [&](runs::World& world) {
      return campaign::to_json(
                 runs::investigate_plan(world, scenario, system_, defect, property, trial.plan))
          .dump();
    });
    if (done.answer) return campaign::finding_from(json::parse(*done.answer));
  }
  runs::Finding finding;
  finding.scenario = scenario.name;
  finding.system = system_.name;
  finding.defect = defect;
  finding.property = worst.property;
  finding.severity = worst.harm.severity;
  finding.worst = worst.severity;
  finding.explanation = worst.violations.front().explanation;
  finding.plan = trial.plan;
  finding.digest = run.digest;
  return finding;
}

}  // namespace assay::testing
