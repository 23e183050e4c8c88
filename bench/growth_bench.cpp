// What a payment costs in a run of a hundred to a hundred thousand of them: world, payment code and
// judgement. Goal: at most 1.5 x growth/100 at growth/100000, per payment. Beside the time stand
// the sites of decisions per payment, which do not depend on the machine.
#include <benchmark/benchmark.h>

#include <cstdint>

#include "runs/simulated/simulated_world.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::scenarios {
namespace {

using namespace sim::literals;

/// People who pay a hundred times each; faults strike for the first minute, as in the library.
Scenario with_payments(std::uint32_t payments) {
  Scenario scenario = library_scenario("lost_response");
  ClientGroup people = scenario.workload.clients.front();
  people.count = payments / 100;
  people.payments = 100;
  scenario.workload.clients = {people};
  scenario.limits.virtual_time_max = 168_h;
  scenario.limits.events_max = 100'000'000;
  return scenario;
}

void growth(benchmark::State& state) {
  const auto payments = static_cast<std::uint32_t>(state.range(0));
  const Scenario scenario = with_payments(payments);
  const runs::Jury jury{scenario};
  runs::SimulatedWorld world;
  runs::Tally sum = runs::empty_tally(scenario);
  std::uint64_t seed = 0;
  for (auto _ : state)
    sum.add(runs::tally(world, scenario, systems::payments_system(), jury, seed++, 1));
  if (sum.violated != 0 || !sum.broken.empty()) state.SkipWithError("the scenario does not hold");
  state.SetItemsProcessed(state.iterations() * payments);
  state.counters["sites/payment"] = static_cast<double>(world.decisions().site_count()) / payments;
}

BENCHMARK(growth)->RangeMultiplier(10)->Range(100, 100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace assay::scenarios
