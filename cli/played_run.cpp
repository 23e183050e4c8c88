// Playing, and saying what was played.
#include "cli/played_run.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

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

std::string title_of(const scenarios::Recording& recording) {
  if (!recording.failure) return recording.scenario.name;
  const scenarios::FailureFile& failure = *recording.failure;
  return fmt::format("{}: {} in {}", failure.id, failure.property, failure.scenario);
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
          *world,
          {.scenario = &scenario, .system = &system, .seed = options.seed, .watch = watch})};
  must_not_be_broken(played.replayed);
  return played;
}

PlayedRun play_plan(const scenarios::Recording& recording, const Options& options,
                    const sim::TraceWatch* watch) {
  const auto world = options.make_world(nullptr);
  PlayedRun played{
      .subject = subject_of(title_of(recording), recording.scenario, *recording.system),
      .replayed = campaign::replay(*world, recording, watch)};
  must_not_be_broken(played.replayed);
  return played;
}

}  // namespace assay::cli
