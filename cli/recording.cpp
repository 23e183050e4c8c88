// Reading files by their schema, and finding what they name.
#include "cli/recording.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "campaign/jobs/named.hpp"
#include "cli/targets.hpp"
#include "reports/comparison/run_record_json.hpp"
#include "runs/world.hpp"
#include "scenarios/check.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/scenario_file.hpp"

namespace assay::cli {

namespace {

constexpr std::array<std::string_view, 4> schemas{scenarios::scenario_schema,
                                                  scenarios::plan_schema, scenarios::failure_schema,
                                                  reports::replay_schema};

[[noreturn]] void refuse(const std::string& file, std::string pointer, std::string expected,
                         std::string found, std::string nearest) {
  throw scenarios::BadInput{{.file = file,
                             .place = {},
                             .pointer = std::move(pointer),
                             .expected = std::move(expected),
                             .found = std::move(found),
                             .nearest = std::move(nearest)}};
}

/// The scenario that a file names, in the library or where the options say.
void find_scenario(Recording& recording, const std::string& file, const std::string& name,
                   const Options& options) {
  const auto library = scenarios::library_names();
  if (!options.scenario.empty()) {
    recording.scenario = scenario_in(options.scenario, options);
    recording.scenario_path = options.scenario;
  } else if (std::ranges::find(library, name) != library.end()) {
    recording.scenario = scenarios::library_scenario(name);
  } else {
    refuse(file, "/scenario", "a scenario of the library, or --scenario FILE.json",
           fmt::format("\"{}\"", scenarios::excerpt(name)), scenarios::nearest_name(name, library));
  }
  if (recording.scenario.name == name) return;
  refuse(file, "/scenario",
         fmt::format("the scenario of {}, \"{}\"", options.scenario, recording.scenario.name),
         fmt::format("\"{}\"", scenarios::excerpt(name)), "");
}

/// Names in files are bad input where names on the command line are wrong usage.
void must_exist(const std::string& file, const std::string& pointer, auto look_up) {
  try {
    look_up();
  } catch (const campaign::UnknownName& error) {
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

/// A failure file says what ran; the command line may only say the same.
void must_agree(const std::string& file, const harness::System& system, const Options& options) {
  if (options.system.empty() || options.system == harness::base_of(system)) return;
  throw Usage{fmt::format("--system {}: {} is a failure of {}", options.system,
                          scenarios::printable(file), harness::base_of(system))};
}

/// A run that was kept is large, and says at its beginning what it is. All else is small.
scenarios::TextLimits limits_of(const std::string& path) {
  constexpr scenarios::TextLimits small{.text_length = 20'000};
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(path, unknown)) return small;
  std::string beginning(200, ' ');
  std::ifstream{path}.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  return beginning.contains(reports::replay_schema) ? reports::replay_limits : small;
}

}  // namespace

FileKind kind_of_file(const std::string& path) {
  const scenarios::Document document = scenarios::Document::read(path, limits_of(path));
  const nlohmann::json& value = document.value();
  const bool told = value.is_object() && value.contains("schema") && value["schema"].is_string();
  if (!told) document.refuse("", "an object with a \"schema\"", "none");
  const auto schema = value["schema"].get<std::string>();
  const auto found = std::ranges::find(schemas, schema);
  if (found != schemas.end()) return static_cast<FileKind>(found - schemas.begin());
  document.refuse("/schema", fmt::format("one of {}", fmt::join(schemas, ", ")),
                  fmt::format("\"{}\"", scenarios::excerpt(schema)),
                  scenarios::nearest_name(schema, schemas));
}

Recording load_recording(const std::string& path, const Options& options) {
  Recording recording;
  const FileKind kind = kind_of_file(path);
  if (kind == FileKind::scenario) throw Usage{path + " is a scenario: give it with --seed S"};
  if (kind == FileKind::replay) throw Usage{path + " is a run that was kept: diff reads it"};
  if (kind == FileKind::plan) {
    const scenarios::PlanFile file = scenarios::load_plan(path);
    find_scenario(recording, path, file.scenario, options);
    recording.scenario_digest = file.scenario_digest;
    recording.behaviour = file.behaviour;
    recording.plan = file.plan;
    recording.system = &system_for(recording.scenario, options);
    return recording;
  }
  scenarios::FailureFile file = scenarios::load_failure(path);
  if (file.defect) {
    must_exist(path, "/defect",
               [&] { (void)campaign::defect_named(options.registry, *file.defect); });
  }
  recording.system = &system_of(path, file, options.registry);
  must_agree(path, *recording.system, options);
  find_scenario(recording, path, file.scenario, options);
  scenarios::must_fit_in_place(recording.scenario, *recording.system);
  must_exist(path, "/property", [&] { (void)campaign::property_named(file.property); });
  recording.scenario_digest = file.scenario_digest;
  recording.behaviour = file.behaviour;
  recording.plan = file.plan;
  recording.failure = std::move(file);
  return recording;
}

campaign::Replayed play(const Recording& recording, const runs::Jury& jury, runs::World& world,
                        const sim::TraceWatch* watch) {
  return campaign::replay(world,
                          {.scenario = &recording.scenario,
                           .system = recording.system,
                           .plan = recording.plan,
                           .watch = watch},
                          jury);
}

std::vector<std::string> differences(const Recording& recording) {
  std::vector<std::string> found;
  if (recording.behaviour != runs::behaviour_version) {
    found.push_back(fmt::format("recorded under behaviour version {}, this program has {}",
                                recording.behaviour, runs::behaviour_version));
  }
  const std::string digest = scenarios::scenario_digest(recording.scenario);
  if (recording.scenario_digest != digest) {
    found.push_back(fmt::format("the scenario {} has changed: recorded {}, now {}",
                                recording.scenario.name, recording.scenario_digest, digest));
  }
  return found;
}

}  // namespace assay::cli
