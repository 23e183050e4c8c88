// Reading files by their schema, and finding what they name.
#include "scenarios/files/recording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/check.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/file_kind.hpp"
#include "scenarios/files/named_scenario.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/printable.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "scenarios/known_properties.hpp"

namespace assay::scenarios {

namespace {

[[noreturn]] void refuse(const std::string& file, std::string pointer, std::string expected,
                         std::string found, std::string nearest) {
  throw BadInput{{.file = file,
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
const harness::System& system_of(const std::string& file, const FailureFile& failure,
                                 const harness::Registry& registry) {
  const harness::System* const found = registry.find_either(failure.system);
  const std::string defect = failure.defect.value_or("");
  if (found != nullptr && harness::defect_of(*found) == defect) return *found;
  const auto systems = registry.system_names();
  refuse(file, "/system",
         defect.empty()
             ? fmt::format("a system of this program: {}; a failure of another one is replayed by "
                           "the program that kept it: {}",
                           fmt::join(systems, ", "), excerpt(failure.replay))
             : fmt::format("\"{}\", as the defect says", defect),
         fmt::format("\"{}\"", excerpt(failure.system)), nearest_name(failure.system, systems));
}

/// A failure file says what ran; a person may only say the same.
void must_agree(const std::string& file, const harness::System& system, const Choice& choice) {
  if (choice.system.empty() || choice.system == harness::base_of(system)) return;
  throw WrongFile{fmt::format("--system {}: {} is a failure of {}", choice.system, printable(file),
                              harness::base_of(system))};
}

/// What a file says itself; of its scenario no more than the name.
Recording recording_of(const PlanFile& file) {
  Recording recording;
  recording.scenario.name = file.scenario;
  recording.scenario_digest = file.scenario_digest;
  recording.behaviour = file.behaviour;
  recording.plan = file.plan;
  return recording;
}

Recording recording_of(FailureFile file) {
  Recording recording =
      recording_of({file.scenario, file.scenario_digest, file.behaviour, file.plan});
  recording.failure = std::move(file);
  return recording;
}

/// Of a failure: the system that it was found in. All that it names must be there.
void choose_system(Recording& recording, const std::string& path, const RecordingRequest& request) {
  const FailureFile& failure = *recording.failure;
  if (failure.defect) {
    must_exist(path, "/defect", [&] { (void)defect_named(request.registry, *failure.defect); });
  }
  recording.system = &system_of(path, failure, request.registry);
  must_agree(path, *recording.system, request.choice);
}

/// How this program differs from the one that recorded it.
std::vector<std::string> differences_from(const Recording& recording, std::uint32_t behaviour) {
  std::vector<std::string> found;
  if (recording.behaviour != behaviour) {
    found.push_back(fmt::format("recorded under behaviour version {}, this program has {}",
                                recording.behaviour, behaviour));
  }
  const std::string digest = scenario_digest(recording.scenario);
  if (recording.scenario_digest != digest) {
    found.push_back(fmt::format("the scenario {} has changed: recorded {}, now {}",
                                recording.scenario.name, recording.scenario_digest, digest));
  }
  return found;
}

}  // namespace

Recording load_recording(const std::string& path, const RecordingRequest& request) {
  const FileKind kind = kind_of_file(path);
  if (kind == FileKind::scenario) throw WrongFile{path + " is a scenario: give it with --seed S"};
  if (kind == FileKind::replay) throw WrongFile{path + " is a run that was kept: diff reads it"};
  Recording recording =
      kind == FileKind::plan ? recording_of(load_plan(path)) : recording_of(load_failure(path));
  const harness::Systems systems =
      request.choice.system.empty() ? request.registry.systems() : harness::Systems{};
  auto scenario = named_scenario({path, recording.scenario.name, request.scenario_path, systems});
  // What was found in another program's system is told of first: its scenario is not here either.
  if (recording.failure) choose_system(recording, path, request);
  if (!scenario) throw scenario.error();
  recording.scenario = std::move(*scenario);
  recording.scenario_path = request.scenario_path;
  if (!recording.failure) {
    recording.system = &system_for(request.registry, recording.scenario, request.choice);
  }
  must_fit_in_place(recording.scenario, *recording.system);
  if (recording.failure) {
    must_know_property(path, recording.failure->property, recording.scenario, *recording.system);
  }
  recording.differences = differences_from(recording, request.behaviour);
  return recording;
}

}  // namespace assay::scenarios
