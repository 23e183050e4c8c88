// Exhaustive search over real scenarios: complete, consistent with and without pruning, and able to
// reach everything that a trace shows.
#include <catch2/catch.hpp>

#include <set>

#include "runs/exhaust.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/runs/seeds.hpp"

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::systems;

namespace {

/// Every site that a search may branch at in a benign run, and every site that its trace shows.
struct Census {
  std::set<std::string> searchable;
  std::set<std::string> traced;
};

Census census_of(const Scenario& scenario) {
  SimulatedWorld world;
  (void)world.run({.scenario = &scenario,
                   .system = &systems::payments_system(),
                   .baseline = sim::Baseline::benign,
                   .keep = sim::KeepDecisions::all,
                   .trace = true});
  Census census;
  const sim::Decisions& decisions = world.decisions();
  for (const sim::AskedDecision& asked : decisions.asked()) {
    const bool fault =
        asked.kind == sim::DecisionKind::fault || asked.kind == sim::DecisionKind::crash;
    if (fault) census.searchable.emplace(decisions.name(asked.site));
  }
  for (const sim::TraceEvent& event : world.trace().events()) {
    if (event.kind == sim::TraceKind::heal) break;  // no fault strikes any more
    const bool site = event.kind == sim::TraceKind::request ||
                      event.kind == sim::TraceKind::reply || event.kind == sim::TraceKind::commit ||
                      event.kind == sim::TraceKind::crash_point;
    if (site) census.traced.insert(event.what);
  }
  return census;
}

/// The same scenario with every kind of fault allowed everywhere.
Scenario with_everything_allowed(Scenario scenario) {
  scenario.faults = {{"*.*/request", {"lose"}, {1, 10}, {}},
                     {"*.*/reply", {"lose"}, {1, 10}, {}},
                     {"store.*/commit", {"unknown_applied"}, {1, 10}, {}},
                     {"*.*/before", {"crash"}, {1, 10}, {}},
                     {"*.*/after", {"crash"}, {1, 10}, {}}};
  return scenario;
}

/// Every plan of the strategy; `stop` is asked between runs.
ExhaustedScenario exhaust(World& world, const SearchSpec& spec, const std::function<bool()>& stop) {
  SearchState state;
  search_on(state, world, spec, stop);
  return {state.frontier.so_far, state.violated, state.unknown,
          findings_of(state, world, spec, [] {})};
}

/// All plans of the shipped code within a budget, by a strategy.
ExhaustedScenario search(World& world, const Scenario& scenario, const sim::Budget& budget,
                         const std::string& strategy = "exhaustive") {
  return exhaust(world,
                 {.scenario = &scenario,
                  .system = &systems::payments_system(),
                  .strategy = sim::strategy_named(strategy),
                  .budget = budget},
                 {});
}

/// The same without pruning.
ExhaustedScenario search_whole(World& world, const Scenario& scenario, const sim::Budget& budget) {
  sim::NamedStrategy whole = sim::strategy_named("exhaustive");
  whole.make = [](const sim::Assignment& assignment) -> std::unique_ptr<sim::Strategy> {
    return std::make_unique<sim::PlanWalk>(*assignment.frontier, assignment.budget,
                                           sim::Pruning::none);
  };
  return exhaust(world,
                 {.scenario = &scenario,
                  .system = &systems::payments_system(),
                  .strategy = whole,
                  .budget = budget},
                 {});
}

}  // namespace

TEST_CASE("every request, reply, commit and crash point of the trace is a site to search") {
  for (const std::string_view name : {"lost_response", "partial_write", "phantom_transition"}) {
    const Census census = census_of(with_everything_allowed(library_scenario(name)));

    INFO(name);
    CHECK(census.traced.size() > 40);
    for (const std::string& site : census.traced) {
      INFO(site);
      CHECK(census.searchable.contains(site));
    }
  }
}

TEST_CASE("a fault that a scenario does not allow is no site to search") {
  const Census census = census_of(library_scenario("happy_path"));

  CHECK(census.searchable.empty());
  CHECK_FALSE(census.traced.empty());
}

TEST_CASE("every plan of at most two faults holds for the three failure modes") {
  const bool quick = tests::seeds_or(1000) < 100;
  SimulatedWorld world;
  for (const std::string_view name : {"lost_response", "partial_write", "phantom_transition"}) {
    const Scenario scenario = library_scenario(name);
    const std::uint32_t faults = quick ? 1 : 2;
    const ExhaustedScenario all = search(world, scenario, {.faults = faults});

    INFO(name << ": " << all.search.plans << " plans, " << all.search.ran << " ran, "
              << all.search.pruned << " pruned");
    CHECK(all.search.complete);
    CHECK(all.search.plans == all.search.ran + all.search.pruned);
    CHECK(all.violated == 0);
    CHECK(all.unknown == 0);
  }
}

TEST_CASE("pruning changes neither the number of plans nor what is found") {
  SimulatedWorld world;
  for (const std::string_view name :
       {"lost_response", "timeout_then_late_success", "capture_unknown"}) {
    const Scenario scenario = library_scenario(name);
    const auto pruned = search(world, scenario, {.faults = 2});
    const auto whole = search_whole(world, scenario, {.faults = 2});

    INFO(name);
    CHECK(pruned.search.plans == whole.search.plans);
    CHECK(pruned.violated == whole.violated);
    CHECK(whole.search.pruned == 0);
  }
}

TEST_CASE("pruning is right for pauses, clocks, links and consumers that fail") {
  SimulatedWorld world;
  for (const std::string_view name : {"lease_expiry_with_paused_owner", "clock_skew",
                                      "state_blocking", "retry_loop"}) {
    const Scenario scenario = library_scenario(name);
    const auto pruned = search(world, scenario, {.faults = 1});
    const auto whole = search_whole(world, scenario, {.faults = 1});

    INFO(name);
    CHECK(pruned.search.plans == whole.search.plans);
    CHECK(pruned.violated == whole.violated);
    CHECK(whole.violated == 0);
    CHECK(whole.unknown == 0);
  }
}

TEST_CASE("pruning is right where a delay or an order may differ as well") {
  SimulatedWorld world;
  for (const std::string_view name : {"lost_response", "timeout_then_late_success"}) {
    const Scenario scenario = library_scenario(name);
    const sim::Budget budget{.faults = 1, .deviations = 1};
    const auto pruned = search(world, scenario, budget, "delay_bounded");
    const auto whole = search_whole(world, scenario, budget);

    INFO(name);
    CHECK(pruned.search.plans == whole.search.plans);
    CHECK(pruned.search.plans > search(world, scenario, {.faults = 1}).search.plans * 10);
    CHECK(pruned.violated == whole.violated);
    CHECK(whole.violated == 0);
  }
}

TEST_CASE("a search that is stopped says that it is not complete") {
  SimulatedWorld world;
  const Scenario scenario = library_scenario("lost_response");
  int asked = 0;
  const auto partial = exhaust(
      world,
      {.scenario = &scenario, .system = &systems::payments_system(), .budget = {.faults = 2}},
      [&] { return ++asked > 5; });

  CHECK_FALSE(partial.search.complete);
}
