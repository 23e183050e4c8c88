// Whole runs of the shipped scenarios, as a campaign makes them: world built, payment code run,
// every property judged, world torn down. Goal: run/lost_response <= 8 x kernel/world, per run;
// measured at 7.9 x (docs/performance.md).
#include <benchmark/benchmark.h>

#include <string>

#include "scenarios/files/library.hpp"
#include "scenarios/verdict.hpp"

namespace assay::scenarios {
namespace {

void run_scenario(benchmark::State& state, const std::string& name) {
  const Scenario scenario = library_scenario(name);
  const Jury jury{scenario};
  Simulator simulator;
  Tally sum = empty_tally(scenario);
  std::uint64_t seed = 0;
  for (auto _ : state) count_seed(sum, simulator, scenario, payments_system(), jury, seed++);
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
