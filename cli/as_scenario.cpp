// What is left, under a name of its own, and the first seed that shows it.
#include "cli/as_scenario.hpp"

#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "reports/wording.hpp"
#include "runs/smallest_scenario.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/save.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "scenarios/files/shell_words.hpp"
#include "scenarios/named.hpp"

namespace assay::cli {

namespace {

constexpr std::uint64_t seeds_tried = 1000;

/// The first seed of the scenario that violates what it must hold, if it is among the first.
std::optional<std::uint64_t> first_violation(runs::World& world,
                                             const scenarios::Scenario& scenario,
                                             const harness::System& system) {
  const runs::Jury jury{scenario};
  for (std::uint64_t seed = 0; seed < seeds_tried; ++seed) {
    const runs::Run& run = world.run({.scenario = &scenario, .system = &system, .seed = seed});
    for (const properties::Judgement& one : jury.judge(run)) {
      if (one.verdict == properties::Verdict::violated) return seed;
    }
  }
  return {};
}

/// Under the name of its file, with a story of its own.
void rename(scenarios::Scenario& scenario, const scenarios::Recording& recording,
            const std::string& path) {
  scenario.name = std::filesystem::path{path}.stem().string();
  scenario.title = fmt::format("The least of {} that violates {}", recording.scenario.name,
                               recording.failure->property);
  scenario.story = fmt::format(
      "What is left of {} when everything is gone without which {} is "
      "violated as in {}.",
      recording.scenario.name, recording.failure->property, recording.failure->id);
  try {
    (void)scenarios::read_scenario(path, to_json_text(scenario));
  } catch (const scenarios::BadInput& bad) {
    throw Usage{fmt::format("{} cannot be the name of a scenario's file: {}", path, bad.what())};
  }
}

std::string command_for(const scenarios::Scenario& scenario, const scenarios::Recording& recording,
                        const std::string& path, std::optional<std::uint64_t> seed) {
  std::vector<std::string> words{seed ? "run" : "exhaust", path};
  if (seed) words.insert(words.end(), {"--seeds", std::to_string(*seed + 1), "--smoke"});
  if (recording.failure->defect) {
    words.insert(words.end(), {"--defect", *recording.failure->defect});
  } else if (recording.system->name != scenario.topology.system) {
    words.insert(words.end(), {"--system", std::string{recording.system->name}});
  }
  return scenarios::own_command(std::move(words));
}

}  // namespace

std::string write_as_scenario(const scenarios::Recording& recording, const Options& options) {
  if (!recording.failure) {
    throw Usage{"--as-scenario needs a failure file: a plan names no property; shrink it first"};
  }
  const auto world = options.make_world(nullptr);
  const properties::Property property = scenarios::property_named(recording.failure->property);
  const runs::Testbed testbed{*world, recording.scenario, *recording.system};
  auto least = runs::smallest_scenario(testbed, property, recording.plan);
  if (!least) {
    throw Usage{"--as-scenario: the plan does not violate " + recording.failure->property +
                " here"};
  }
  scenarios::Scenario& scenario = least->scenario;
  rename(scenario, recording, options.as_scenario);
  const auto seed = first_violation(*world, scenario, *recording.system);
  scenarios::save_text(options.as_scenario, to_json_text(scenario));
  return fmt::format("written: {}, after {}: {}, {}, {}\n{}\n", options.as_scenario,
                     reports::counted(least->runs, "run"),
                     reports::counted(scenario.workload.clients.size(), "client group"),
                     reports::counted(scenarios::payments_in(scenario), "payment"),
                     reports::counted(scenario.faults.size(), "allowed fault"),
                     command_for(scenario, recording, options.as_scenario, seed));
}

}  // namespace assay::cli
