// Each run is judged as any other is before it counts as true.
#include "true_histories.hpp"

#include <algorithm>

#include "properties/property.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/check.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::tests {
namespace {

bool is_true(const history::History& history) {
  const auto judgements = properties::judge(history, properties::all_properties());
  return std::ranges::none_of(judgements, [](const properties::Judgement& one) {
    return one.verdict == properties::Verdict::violated;
  });
}

bool fits(const scenarios::Scenario& scenario) {
  try {
    scenarios::must_fit(scenario, systems::payments_system());
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

std::vector<TrueHistory> true_histories(std::uint64_t first_seed, std::uint64_t seeds,
                                        std::size_t facts_max) {
  std::vector<TrueHistory> all;
  runs::SimulatedWorld world;
  for (const std::string_view name : scenarios::library_names()) {
    const scenarios::Scenario scenario = scenarios::library_scenario(name);
    if (!fits(scenario)) continue;
    for (std::uint64_t seed = first_seed; seed < first_seed + seeds; ++seed) {
      const runs::Run& run = world.run({.scenario = &scenario,
                                        .system = &systems::payments_system(),
                                        .seed = seed,
                                        .probing = runs::Probing::never});
      if (!run.failure.empty() || run.history->size() > facts_max) break;
      if (is_true(*run.history)) all.push_back({std::string{name}, seed, *run.history});
    }
  }
  return all;
}

}  // namespace assay::tests
