// A swarm draws what each run has; the draw is a part of the run's decisions like any other.
#include <catch2/catch.hpp>

#include <map>

#include "runs/finding.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/runs/seeds.hpp"

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::systems;

namespace {

/// How often each answer was drawn at each site of the swarm; absent answers are the benign ones.
std::map<std::string, std::map<std::string, int>> draws(const Scenario& scenario,
                                                        std::uint64_t runs) {
  SimulatedWorld world;
  std::map<std::string, std::map<std::string, int>> drawn;
  for (std::uint64_t seed = 0; seed < runs; ++seed) {
    (void)world.run({.scenario = &scenario, .system = &systems::payments_system(), .seed = seed});
    for (const sim::Answer& answer : world.recorded()) {
      if (is_drawn(answer)) ++drawn[answer.site][answer.answer];
    }
  }
  return drawn;
}

}  // namespace

TEST_CASE("each fault of a swarm is off as often as it is on, and sometimes frequent") {
  const Scenario scenario = library_scenario("swarm");
  const int runs = 400;
  const auto drawn = draws(scenario, runs);

  for (const std::string& fault : allowed_faults(scenario)) {
    const auto found = drawn.find("swarm/fault @ " + fault);
    INFO(fault);
    REQUIRE(found != drawn.end());
    const int on = found->second.at("on") + found->second.at("frequent");
    CHECK(on > runs * 2 / 5);
    CHECK(on < runs * 3 / 5);
  }
}

TEST_CASE("every value that a swarm lists is drawn") {
  const Scenario scenario = library_scenario("swarm");
  const auto drawn = draws(scenario, 200);

  CHECK(drawn.at("swarm/service_nodes @ shop").size() == scenario.swarm.service_nodes.size() - 1);
  CHECK(drawn.at("swarm/lease @ shop").size() ==
        std::ranges::find(scenario.swarm.service, "lease", &scenarios::DrawnSetting::name)
                ->values.size() -
            1);
  CHECK(drawn.at("swarm/flow @ group-2").size() == scenario.swarm.flows.size() - 1);
  CHECK(drawn.at("swarm/payments @ group-1").size() == scenario.swarm.payments.size() - 1);
}

TEST_CASE(
    "a fault that a swarm has switched off strikes no seeded run, but where a plan names it") {
  Scenario scenario = library_scenario("lost_response");
  scenario.swarm.faults = true;
  const sim::Plan plan{
      {"acquirer.authorise/reply @ shop-1/pay-1/authorise-1/attempt-1", 1, "lose"}};
  SimulatedWorld world;

  const Run& run = world.run({.scenario = &scenario,
                              .system = &systems::payments_system(),
                              .baseline = sim::Baseline::benign,
                              .plan = &plan});

  CHECK(world.unplaced().empty());
  CHECK(world.recorded().size() == 1);  // all is off in the benign draw
  std::size_t applied = 0;
  run.faults.faults.applied.for_each([&](std::size_t) { ++applied; });
  CHECK(applied == 1);
}

TEST_CASE("a processor has the profile that the run drew, and its own where nothing is drawn") {
  const Scenario scenario = library_scenario("everything");
  const auto drawn = draws(scenario, 100);
  CHECK(drawn.at("swarm/profile @ acquirer").size() == scenario.swarm.profiles.size() - 1);

  SimulatedWorld world;
  const sim::Plan keyless{
      {"swarm/profile @ acquirer", 1, "keyless", sim::DecisionKind::workload}};
  const sim::Plan nothing;
  for (const auto* const plan : {&keyless, &nothing}) {
    const Run& run = world.run({.scenario = &scenario,
                                .system = &systems::payments_system(),
                                .baseline = sim::Baseline::benign,
                                .plan = plan});
    CHECK(world.unplaced().empty());
    REQUIRE(run.history->processors.size() == 1);
    CHECK(run.history->processors[0].knows_keys == plan->empty());
  }
}

TEST_CASE("a scenario that is no swarm draws nothing") {
  CHECK(draws(library_scenario("partial_write"), 5).empty());
}
