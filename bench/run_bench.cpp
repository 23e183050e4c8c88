// Whole runs of the shipped scenarios, as a campaign makes them: world built, payment code run,
// every property judged, world torn down. Goal: run/lost_response <= 8 x kernel/world, per run
// (docs/performance.md).
#include <benchmark/benchmark.h>

#include <string>

#include "runs/simulated/simulated_world.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::scenarios {
namespace {

void run_scenario(benchmark::State& state, const std::string& name) {
  const Scenario scenario = library_scenario(name);
  const runs::Jury jury{scenario};
  runs::SimulatedWorld world;
  runs::Tally sum = runs::empty_tally(scenario);
  std::uint64_t seed = 0;
  for (auto _ : state)
    sum.add(runs::tally(world, scenario, systems::payments_system(), jury, seed++, 1));
  if (sum.violated != 0 || !sum.broken.empty()) state.SkipWithError("the scenario does not hold");
  state.SetItemsProcessed(state.iterations());
}

const bool registered = [] {
  for (const std::string_view name : library_names()) {
    benchmark::RegisterBenchmark(("run/" + std::string{name}).c_str(), run_scenario,
                                 std::string{name});
  }
  return true;
}();

}  // namespace
}  // namespace assay::scenarios
