// Many runs of a scenario in this process and a world that lasts for one call, and their first
// violations taken apart. What users' tests ask for is testing/explored.hpp, which minds processes
// and a corpus.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runs/one_cause.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "runs/sufficiency.hpp"
#include "runs/unfinished.hpp"
#include "runs/verdict.hpp"
#include "scenarios/check.hpp"
#include "scenarios/named.hpp"

namespace assay::tests {

struct ExploreOptions {
  std::uint64_t runs = 1000;
  const harness::System* system = nullptr;
  std::string_view property = {};
  bool investigate = true;
  bool smoke = false;
};

struct Exploration {
  scenarios::Scenario scenario;
  std::string_view system;
  properties::Verdict verdict{};
  runs::Tally tally;
  runs::Sufficiency met;
  std::vector<runs::Finding> findings;
};

inline Exploration explore(const scenarios::Scenario& scenario, const ExploreOptions& options) {
  const harness::System& system = *options.system;
  scenarios::must_fit(scenario, system);
  runs::SimulatedWorld world;
  const runs::Jury jury{scenario, system, options.property};
  Exploration found;
  found.scenario = scenario;
  found.system = system.name;
  found.tally = runs::tally(world, scenario, system, jury, 0, options.runs);
  if (!options.smoke) found.met = runs::sufficiency_of(found.tally, scenario, system);
  found.verdict = runs::verdict_of(found.tally, found.met);
  if (!options.investigate) return found;
  if (!found.tally.failed.empty()) {
    const auto& [seed, how] = *found.tally.failed.begin();
    found.findings.push_back(runs::unfinished_run(scenario, system, "", seed, how));
  }
  for (const auto& [name, seen] : found.tally.violations) {
    found.findings.push_back(runs::investigate(world, scenario, system, "",
                                               scenarios::property_named(name, scenario, system),
                                               seen.first_seed));
  }
  found.findings = runs::merged(std::move(found.findings), std::identity{});
  return found;
}

/// The first finding, where there is one.
inline std::string first_of(const Exploration& found) {
  if (found.findings.empty()) return "nothing was violated";
  const runs::Finding& first = found.findings.front();
  return "seed " + std::to_string(first.seed) + ": " + first.explanation;
}

}  // namespace assay::tests
