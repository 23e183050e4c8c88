// Many runs in this process, and their first violations taken apart.
#include "runs/explore.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "runs/one_cause.hpp"
#include "runs/unfinished.hpp"
#include "scenarios/check.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/shell_words.hpp"
#include "scenarios/known_properties.hpp"
#include "scenarios/system_choice.hpp"

namespace assay::runs {

namespace {

properties::Property property_named(std::string_view name, const scenarios::Scenario& scenario,
                                    const harness::System& system) {
  if (auto known = scenarios::known_property(scenario, system, name)) return *std::move(known);
  throw scenarios::BadInput{{"", {}, "", "a property", std::string{name}, ""}};
}

Jury jury_for(const scenarios::Scenario& scenario, const harness::System& system,
              std::string_view property) {
  return property.empty() ? Jury{scenario, system}
                          : Jury{property_named(property, scenario, system)};
}

}  // namespace

const harness::System& must_be_named(const harness::System* system) {
  if (system != nullptr) return *system;
  throw scenarios::BadInput{{"", {}, "", "the system under test, in the options", "none", ""}};
}

Exploration explore(World& world, const scenarios::Scenario& scenario,
                    const ExploreOptions& options) {
  const harness::System& system = must_be_named(options.system);
  scenarios::must_fit(scenario, system);
  const Jury jury = jury_for(scenario, system, options.property);
  Exploration found;
  found.scenario = scenario;
  found.system = system.name;
  found.system_options = scenarios::options_for(system, scenario);
  found.tally = tally(world, scenario, system, jury, options.first_seed, options.runs);
  if (!options.smoke) found.met = sufficiency_of(found.tally, scenario, system);
  found.verdict = verdict_of(found.tally, found.met);
  if (!options.investigate) return found;
  for (const auto& [seed, how] : found.tally.failed) {
    found.findings.push_back(unfinished_run(scenario, system, "", seed, how));
    break;  // the first stands for all, as with properties
  }
  for (const auto& [name, seen] : found.tally.violations) {
    found.findings.push_back(
        investigate(world, scenario, system, "", property_named(name, scenario, system),
                    seen.first_seed));
  }
  found.findings = merged(std::move(found.findings), std::identity{});
  return found;
}

std::uint64_t Exploration::fired(std::string_view answer) const {
  const std::vector<std::string> faults = allowed_faults(scenario);
  std::uint64_t runs = 0;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    if (faults[i].ends_with(": " + std::string{answer})) runs += tally.faults.applied[i];
  }
  return runs;
}

std::uint64_t Exploration::seen(std::string_view sometimes) const {
  const auto fact = history::coverage_mark_named(sometimes);
  return fact ? tally.sometimes[static_cast<std::size_t>(*fact)] : 0;
}

std::string Exploration::doubts() const {
  std::string text;
  for (const auto& [property, runs] : tally.undecided) {
    text += fmt::format("  {} could not be judged in {} of {} runs\n", property, runs, tally.runs);
  }
  for (const Missing& missing : met.missing) {
    text += fmt::format("  {}: {}\n", missing.name, reason_of(missing));
  }
  if (met.none_applies) text += "  none of its faults can strike this system\n";
  return text;
}

std::string Exploration::replay_command() const {
  if (findings.empty()) return "nothing to replay: nothing was violated";
  std::string command =
      "assay replay " + scenario.name + " --seed " + std::to_string(findings.front().seed);
  for (const std::string& word : system_options) command += " " + scenarios::shell_word(word);
  return command;
}

}  // namespace assay::runs
