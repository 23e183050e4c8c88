// What a campaign did not meet is named, with the number of runs that would meet it; what a system
// does not have is told apart from what did not come.
#include <catch2/catch.hpp>

#include "runs/sufficiency.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::systems;
using properties::Verdict;

namespace {

/// One fault at one in a hundred, with the phase that it must reach.
Scenario one_fault() {
  Scenario scenario = library_scenario("happy_path");
  scenario.faults = {{.site = "store.*/commit",
                      .answers = {"unavailable"},
                      .rate = {1, 100},
                      .phases = {"store.claim"}}};
  scenario.sometimes = {};
  return scenario;
}

Tally hundred_runs(const Scenario& scenario) {
  Tally tally = empty_tally(scenario);
  tally.runs = 100;
  return tally;
}

}  // namespace

TEST_CASE("a fault that was visited once a run needs as many runs as its rate says") {
  const Scenario scenario = one_fault();
  Tally tally = hundred_runs(scenario);
  tally.faults.visits = {100};
  tally.phases.visits = {50};
  const Sufficiency met = sufficiency_of(tally, scenario, systems::payments_system());
  REQUIRE(met.missing.size() == 2);
  CHECK(met.missing[0].name == "store.*/commit: unavailable");
  CHECK(met.missing[0].runs_needed == 459);  // ln 0.01 / ln 0.99
  CHECK(reason_of(met.missing[0]) == "never in 100 runs; with 99 % within 459");
  CHECK(met.missing[1].name == "store.claim/commit: unavailable");
  CHECK(met.missing[1].runs_needed == 918);  // half as often
  CHECK(verdict_of(tally, met) == Verdict::unknown);
}

TEST_CASE("a fault of a swarm is off in half of the runs, and needs more of them") {
  Scenario scenario = one_fault();
  scenario.faults.front().phases.clear();
  scenario.swarm.faults = true;
  Tally tally = hundred_runs(scenario);
  tally.faults.visits = {100};
  const Sufficiency met = sufficiency_of(tally, scenario, systems::payments_system());
  CHECK(met.missing.front().runs_needed == 459);  // off twice, once and three times in four runs
}

TEST_CASE("a site that was never reached is told as such: more runs are no advice") {
  const Scenario scenario = one_fault();
  const Sufficiency met =
      sufficiency_of(hundred_runs(scenario), scenario, systems::payments_system());
  CHECK_FALSE(met.missing.front().runs_needed.has_value());
  CHECK(reason_of(met.missing.front()) == "its site was never reached");
}

TEST_CASE("a fault that was chosen and never showed did not strike") {
  const Scenario scenario = one_fault();
  Tally tally = hundred_runs(scenario);
  tally.faults.visits = {100};
  tally.faults.chosen = {7};
  const Sufficiency met = sufficiency_of(tally, scenario, systems::payments_system());
  CHECK(reason_of(met.missing.front()) == "chosen in 7 of 100 runs, and nothing came of it");
}

TEST_CASE("what struck and was reached is enough, and a violation outweighs what is missing") {
  const Scenario scenario = one_fault();
  Tally tally = hundred_runs(scenario);
  const Sufficiency missing = sufficiency_of(tally, scenario, systems::payments_system());
  tally.faults.applied = tally.phases.applied = {1};
  const Sufficiency enough = sufficiency_of(tally, scenario, systems::payments_system());
  CHECK(enough.is_enough());
  CHECK(verdict_of(tally, enough) == Verdict::holds);
  tally.violated = 1;
  CHECK(verdict_of(tally, missing) == Verdict::violated);
}

TEST_CASE("a fault of another system's transaction does not apply, where none does it is no pass") {
  harness::System stranger = systems::payments_system();
  stranger.purposes = {"save"};
  Scenario scenario = one_fault();
  scenario.faults = {{.site = "store.claim/commit",
                      .answers = {"unavailable", "serialisation"},
                      .rate = {1, 2},
                      .phases = {"store.claim"}}};
  Tally tally = hundred_runs(scenario);
  const Sufficiency none = sufficiency_of(tally, scenario, stranger);
  CHECK(none.missing.empty());
  CHECK(none.not_applicable.size() == 2);
  CHECK(none.none_applies);
  CHECK(verdict_of(tally, none) == Verdict::unknown);
  scenario.faults.push_back(
      {.site = "shop.*/reply", .answers = {"lose"}, .rate = {1, 2}, .phases = {}});
  tally = hundred_runs(scenario);
  tally.faults.applied = {0, 0, 3};
  const Sufficiency some = sufficiency_of(tally, scenario, stranger);
  CHECK(some.not_applicable.size() == 2);
  CHECK(verdict_of(tally, some) == Verdict::holds);
}
