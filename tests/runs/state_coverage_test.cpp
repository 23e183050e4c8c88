// Fault x phase x state: where an operation stood when a fault could strike, and when it did.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "runs/simulated/simulated_world.hpp"
#include "runs/state_coverage.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

using namespace assay;

namespace {

runs::StatePlace place_of(history::State state) {
  return 1 + static_cast<runs::StatePlace>(state);
}

const runs::StatePlace attempting = place_of(history::State::attempting);

runs::StateCounts counts_of(const scenarios::Scenario& scenario, std::uint64_t count) {
  const harness::System system = systems::payments_system();
  runs::SimulatedWorld world;
  return runs::tally(world, scenario, system, runs::Jury{scenario, system}, 0, count).states;
}

/// One fault in the benign run, and nothing else.
runs::StatesOfRun struck_by(const std::string& site, const std::string& answer,
                            runs::SimulatedWorld& world, const scenarios::Scenario& scenario) {
  const harness::System system = systems::payments_system();
  const sim::Plan plan{{site, 1, answer, sim::DecisionKind::fault}};
  return world
      .run({.scenario = &scenario,
            .system = &system,
            .baseline = sim::Baseline::benign,
            .plan = &plan})
      .faults.states;
}

}  // namespace

TEST_CASE("a lost answer strikes an operation that is being attempted") {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  runs::SimulatedWorld world;
  const auto seen = struck_by("acquirer.authorise/reply @ shop-1/pay-1/authorise-1/attempt-1",
                              "lose", world, scenario);
  REQUIRE(seen.struck.size() == 1);
  CHECK(seen.struck.front().action->action == "acquirer.authorise/reply");
  CHECK(seen.struck.front().action->options.option(seen.struck.front().option).id == "lose");
  CHECK(seen.struck.front().state == attempting);
}

TEST_CASE("what is passed is told by state, whether or not anything strikes") {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  const runs::StateCounts counts = counts_of(scenario, 40);
  const runs::ActionStates& sent = *counts.find("acquirer.capture/request");
  CHECK(sent.passed[attempting] > 30);
  const runs::ActionStates& asked = *counts.find("shop.authorise/reply");
  CHECK(asked.passed[place_of(history::State::succeeded)] > 0);
  for (const runs::ActionStates& action : counts.actions()) {
    INFO(action.action);
    for (const auto& [fault, struck] : action.struck) {
      for (runs::StatePlace state = 0; state < runs::state_places; ++state) {
        CHECK(struck[state] <= action.passed[state]);
      }
    }
  }
}

TEST_CASE("operations of tenants are known by their tenant's name, events are no operation's") {
  const runs::StateCounts counts = counts_of(scenarios::library_scenario("everything"), 30);
  const auto& sent = *counts.find("acquirer.authorise/request");
  CHECK(sent.passed[attempting] == 30);
  CHECK(sent.passed[place_of(history::State::none)] == 0);
  const auto& posted = *counts.find("ledger.post/request");
  CHECK(posted.passed[0] == 30);
  CHECK(std::ranges::count(posted.passed, 0U) == runs::state_places - 1);
}

TEST_CASE("a fault that was chosen and came to nothing did not strike in any state") {
  // A row that is damaged strikes where it is read, and nobody may read it.
  const scenarios::Scenario scenario = scenarios::library_scenario("damaged_row");
  const harness::System system = systems::payments_system();
  runs::SimulatedWorld world;
  const runs::Tally tally =
      runs::tally(world, scenario, system, runs::Jury{scenario, system}, 0, 60);
  REQUIRE(runs::allowed_faults(scenario)[1] == "store.begin_attempt/commit: row_spoiled");
  const std::uint64_t applied = tally.faults.applied[1];
  REQUIRE(applied > 0);
  REQUIRE(tally.faults.chosen[1] > applied);
  const auto& action = *tally.states.find("store.begin_attempt/commit");
  std::uint64_t most = 0;
  for (const std::uint64_t runs : action.struck.at("row_spoiled")) most = std::max(most, runs);
  CHECK(most > 0);
  CHECK(most <= applied);
}

TEST_CASE("places that a system declares and no run passes are named, others' are not") {
  scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  scenario.faults = {{.site = "acquirer.*/reply", .answers = {"lose"}, .rate = {1, 6}},
                     {.site = "store.*/commit", .answers = {"unavailable"}, .rate = {1, 6}}};
  harness::System system = systems::payments_system();
  const runs::StateCounts counts = counts_of(scenario, 5);
  const auto names = runs::never_passed(scenario, system, counts);
  const auto has = [&](const char* name) {
    return std::ranges::find(names, std::string{name}) != names.end();
  };
  CHECK(has("acquirer.refund/reply: lose"));
  CHECK(has("store.reap/commit: unavailable"));
  CHECK_FALSE(has("acquirer.capture/reply: lose"));
  std::erase(system.calls, "processor.refund");
  const auto fewer = runs::never_passed(scenario, system, counts);
  CHECK(std::ranges::find(fewer, "acquirer.refund/reply: lose") == fewer.end());
}

TEST_CASE("what is added up in two halves is what is added up at once") {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  const harness::System system = systems::payments_system();
  const runs::Jury jury{scenario, system};
  runs::SimulatedWorld world;
  runs::Tally halves = runs::tally(world, scenario, system, jury, 5, 5);
  halves.add(runs::tally(world, scenario, system, jury, 0, 5));
  const runs::Tally whole = runs::tally(world, scenario, system, jury, 0, 10);
  REQUIRE(halves.states.actions().size() == whole.states.actions().size());
  for (const runs::ActionStates& action : whole.states.actions()) {
    const runs::ActionStates* const added = halves.states.find(action.action);
    REQUIRE(added != nullptr);
    CHECK(added->passed == action.passed);
    CHECK(added->struck == action.struck);
  }
}

TEST_CASE("a system with ever more actions fills no more than so much memory") {
  runs::StateCounts counts;
  for (std::size_t i = 0; i < runs::StateCounts::actions_max + 10; ++i) {
    (void)counts.at("shop.verb-" + std::to_string(i) + "/reply");
  }
  CHECK(counts.actions().size() == runs::StateCounts::actions_max);
  CHECK(counts.at("one more") == nullptr);
}
