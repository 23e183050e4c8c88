// Reading files by their schema, and finding what they name.
#include "campaign/jobs/recording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "runs/unfinished.hpp"
#include "scenarios/check.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/file_kind.hpp"
#include "scenarios/files/named_scenario.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/printable.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "scenarios/known_properties.hpp"

namespace assay::campaign {

namespace {

[[noreturn]] void refuse(const std::string& file, std::string pointer, std::string expected,
                         std::string found, std::string nearest) {
  throw scenarios::BadInput{{.file = file,
                             .place = {},
                             .pointer = std::move(pointer),
                             .expected = std::move(expected),
                             .found = std::move(found),
                             .nearest = std::move(nearest)}};
}

/// Names in files are bad input where names on the command line are wrong usage.
void must_exist(const std::string& file, const std::string& pointer, auto look_up) {
  try {
    look_up();
  } catch (const UnknownName& error) {
    refuse(file, pointer, "a name that this program knows", error.what(), "");
  }
}

/// The system that a failure was found in. One of another program's is shown again by that one.
const harness::System& system_of(const std::string& file, const scenarios::FailureFile& failure,
                                 const harness::Registry& registry) {
  const harness::System* const found = registry.find_either(failure.system);
  const std::string defect = failure.defect.value_or("");
  if (found != nullptr && harness::defect_of(*found) == defect) return *found;
  const auto systems = registry.system_names();
  refuse(file, "/system",
         defect.empty()
             ? fmt::format("a system of this program: {}; a failure of another one is replayed by "
                           "the program that kept it: {}",
                           fmt::join(systems, ", "), scenarios::excerpt(failure.replay))
             : fmt::format("\"{}\", as the defect says", defect),
         fmt::format("\"{}\"", scenarios::excerpt(failure.system)),
         scenarios::nearest_name(failure.system, systems));
}

/// A failure file says what ran; a person may only say the same.
void must_agree(const std::string& file, const harness::System& system, const Choice& choice) {
  if (choice.system.empty() || choice.system == harness::base_of(system)) return;
  throw WrongFile{fmt::format("--system {}: {} is a failure of {}", choice.system,
                              scenarios::printable(file), harness::base_of(system))};
}

/// What a file says itself; of its scenario no more than the name.
Recording recording_of(const scenarios::PlanFile& file) {
  Recording recording;
  recording.scenario.name = file.scenario;
  recording.scenario_digest = file.scenario_digest;
  recording.behaviour = file.behaviour;
  recording.plan = file.plan;
  return recording;
}

Recording recording_of(scenarios::FailureFile file) {
  Recording recording =
      recording_of({file.scenario, file.scenario_digest, file.behaviour, file.plan});
  recording.failure = std::move(file);
  return recording;
}

/// Of a failure: the system that it was found in. All that it names must be there.
void choose_system(Recording& recording, const std::string& path, const RecordingRequest& request) {
  const scenarios::FailureFile& failure = *recording.failure;
  if (failure.defect) {
    must_exist(path, "/defect", [&] { (void)defect_named(request.registry, *failure.defect); });
  }
  recording.system = &system_of(path, failure, request.registry);
  must_agree(path, *recording.system, request.choice);
}

/// How this program differs from the one that recorded it; `digest` is the scenario's today.
std::vector<std::string> differences_from(const Recording& recording, const std::string& digest) {
  std::vector<std::string> found;
  if (recording.behaviour != runs::behaviour_version) {
    found.push_back(fmt::format("recorded under behaviour version {}, this program has {}",
                                recording.behaviour, runs::behaviour_version));
  }
  if (recording.scenario_digest != digest) {
    found.push_back(fmt::format("the scenario {} has changed: recorded {}, now {}",
                                recording.scenario.name, recording.scenario_digest, digest));
  }
  return found;
}

}  // namespace

Recording load_recording(const std::string& path, const RecordingRequest& request) {
  using scenarios::FileKind;
  const FileKind kind = scenarios::kind_of_file(path);
  if (kind == FileKind::scenario) throw WrongFile{path + " is a scenario: give it with --seed S"};
  if (kind == FileKind::replay) throw WrongFile{path + " is a run that was kept: diff reads it"};
  Recording recording = kind == FileKind::plan ? recording_of(scenarios::load_plan(path))
                                               : recording_of(scenarios::load_failure(path));
  const harness::Systems systems =
      request.choice.system.empty() ? request.registry.systems() : harness::Systems{};
  auto scenario =
      scenarios::named_scenario({path, recording.scenario.name, request.scenario_path, systems});
  // What was found in another program's system is told of first: its scenario is not here either.
  if (recording.failure) choose_system(recording, path, request);
  if (!scenario) throw scenario.error();
  recording.scenario = std::move(*scenario);
  recording.scenario_path = request.scenario_path;
  if (!recording.failure) {
    recording.system = &system_for(request.registry, recording.scenario, request.choice);
  }
  scenarios::must_fit_in_place(recording.scenario, *recording.system);
  if (recording.failure) {
    scenarios::must_know_property(path, recording.failure->property, recording.scenario,
                                  *recording.system);
  }
  recording.differences =
      differences_from(recording, scenarios::scenario_digest(recording.scenario));
  return recording;
}

Replayed replay_recording(runs::World& world, const Recording& recording,
                          const sim::TraceWatch* watch) {
  const auto& failure = recording.failure;
  const bool judged = failure && failure->property != runs::run_comes_back;
  return campaign::replay(world, {.scenario = &recording.scenario,
                                  .system = recording.system,
                                  .plan = recording.plan,
                                  .judged_too = judged ? failure->property : "",
                                  .recorded_digest = failure ? failure->digest : "",
                                  .watch = watch});
}

}  // namespace assay::campaign
