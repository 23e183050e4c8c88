// Playing, and saying what was played.
#include "cli/played_run.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "runs/unfinished.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "sim/check.hpp"

namespace assay::cli {

namespace {

reports::RunSubject subject_of(std::string title, const scenarios::Scenario& scenario,
                               const harness::System& system) {
  return {.title = std::move(title),
          .scenario = scenario.name,
          .scenario_digest = scenario_digest(scenario),
          .system = std::string{harness::base_of(system)},
          .defect = harness::defect_of(system),
          .behaviour = runs::behaviour_version,
          .version = version_number()};
}

void must_not_be_broken(const campaign::Replayed& replayed) {
  if (replayed.exit == sim::Exit::broken_harness) throw sim::BrokenHarness{replayed.broken_claim};
}

/// The scenario's properties, and the recorded one among them.
runs::Jury jury_for(const Recording& recording) {
  const bool is_judged = recording.failure && recording.failure->property != runs::run_comes_back;
  if (!is_judged) return runs::Jury{recording.scenario};
  scenarios::Scenario wider = recording.scenario;
  const std::string& property = recording.failure->property;
  const bool all = wider.must_hold == std::vector<std::string>{"all"};
  if (!all && std::ranges::find(wider.must_hold, property) == wider.must_hold.end()) {
    wider.must_hold.push_back(property);
  }
  return runs::Jury{wider};
}

std::string title_of(const Recording& recording) {
  if (!recording.failure) return recording.scenario.name;
  const scenarios::FailureFile& failure = *recording.failure;
  return fmt::format("{}: {} in {}", failure.id, failure.property, failure.scenario);
}

std::vector<std::string> objections_to(const Recording& recording,
                                       const campaign::Replayed& replayed) {
  std::vector<std::string> objections = differences(recording);
  for (const sim::Answer& answer : replayed.unplaced) {
    objections.push_back(
        fmt::format("the plan's answer \"{}\" at {} found no place", answer.answer, answer.site));
  }
  const std::string digest = replayed.digest.hex();
  if (recording.failure && recording.failure->digest != digest) {
    objections.push_back(
        fmt::format("the digest differs: recorded {}, now {}", recording.failure->digest, digest));
  }
  return objections;
}

}  // namespace

PlayedRun play_seed(const Target& target, const Options& options, const sim::TraceWatch* watch) {
  const scenarios::Scenario& scenario = target.scenario;
  const harness::System& system = system_for(scenario, options);
  const std::string of_defect = options.defect.empty() ? "" : " with defect " + options.defect;
  const auto world = options.make_world(nullptr);
  PlayedRun played{
      .subject = subject_of(fmt::format("{}, seed {}{}", scenario.name, *options.seed, of_defect),
                            scenario, system),
      .replayed = campaign::replay(
          *world, {.scenario = &scenario, .system = &system, .seed = options.seed, .watch = watch},
          runs::Jury{scenario}),
      .objections = {}};
  must_not_be_broken(played.replayed);
  return played;
}

PlayedRun play_plan(const Recording& recording, const Options& options,
                    const sim::TraceWatch* watch) {
  const auto world = options.make_world(nullptr);
  PlayedRun played{
      .subject = subject_of(title_of(recording), recording.scenario, *recording.system),
      .replayed = play(recording, jury_for(recording), *world, watch),
      .objections = {}};
  must_not_be_broken(played.replayed);
  played.objections = objections_to(recording, played.replayed);
  return played;
}

}  // namespace assay::cli
