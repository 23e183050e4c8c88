// A run under every fault meets a few of them wherever it passes, lists and look-ups too, and what
// the shipped code makes of that holds.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

#include "runs/simulated/fault_triggers.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/every_fault.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/runs/explore.hpp"
#include "tests/runs/seeds.hpp"

namespace {

using namespace assay;
using namespace assay::runs;
using namespace assay::tests;
using scenarios::Scenario;

Run run_of(SimulatedWorld& world, const Scenario& scenario, std::uint64_t seed) {
  return world.run(
      {.scenario = &scenario, .system = &systems::payments_system(), .seed = seed});
}

/// The runs in which at most so many faults struck.
std::uint64_t runs_up_to(const Tally& tally, std::size_t most) {
  std::uint64_t runs = 0;
  for (std::size_t count = 0; count <= most; ++count) runs += tally.struck[count];
  return runs;
}

/// The visits of an action at which its one fault strikes in the run of a seed, at most thirty.
std::vector<std::uint32_t> visits_struck(FaultTriggers& triggers, std::uint64_t seed) {
  static const sim::OptionSet options{{{"deliver", 1'000'000}, {"lose", 0}}};
  std::vector<std::uint32_t> struck;
  triggers.begin(seed);
  for (std::uint32_t visit = 1; visit <= 30; ++visit) {
    const std::string site = "acquirer.list/reply @ shop-" + std::to_string(visit % 3);
    const std::uint32_t n = (visit - 1) / 3 + 1;
    const auto answer = triggers.answer(
        {site, n, sim::Aspect::fate, sim::DecisionKind::fault, options});
    if (answer != 0) struck.push_back(visit);
  }
  return struck;
}

}  // namespace

TEST_CASE("a fault that a run has drawn strikes at the visits of one trigger, in all scopes") {
  std::set<std::vector<std::uint32_t>> possible;
  std::uint64_t on = 0, all = 0;
  for (const scenarios::FaultTrigger& trigger : scenarios::fault_triggers()) {
    std::vector<std::uint32_t> visits;
    for (std::uint32_t i = 0; i < trigger.strikes; ++i) visits.push_back(trigger.first + i);
    possible.insert(visits);
    all += trigger.weight;
    if (trigger.first != 0) on += trigger.weight;
  }
  FaultTriggers triggers;
  std::set<std::vector<std::uint32_t>> met;
  std::uint64_t struck = 0;
  const std::uint64_t runs = 100'000;
  for (std::uint64_t seed = 0; seed < runs; ++seed) {
    const auto visits = visits_struck(triggers, seed);
    if (!visits.empty()) ++struck;
    met.insert(visits);
  }
  CHECK(met == possible);
  CHECK(struck * all > runs * on * 8 / 10);
  CHECK(struck * all < runs * on * 12 / 10);
}

namespace {

/// Runs in which a fault of that word struck, wherever.
std::uint64_t fired(const Exploration& found, const std::string& word) {
  const std::vector<std::string> faults = allowed_faults(found.scenario);
  std::uint64_t runs = 0;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    if (faults[i].ends_with(": " + word)) runs += found.tally.faults.applied[i];
  }
  return runs;
}

}  // namespace

TEST_CASE("under everything the shipped code holds, and one to four faults strike the usual run") {
  const std::uint64_t runs = std::max<std::uint64_t>(tests::seeds_or(400), 200);  // for a median
  const Exploration found = explore(scenarios::library_scenario("everything"),
                                    {.runs = runs, .system = &systems::payments_system()});

  INFO(first_of(found));
  CHECK(found.tally.violated == 0);
  CHECK(found.tally.unknown == 0);
  CHECK(found.verdict == properties::Verdict::holds);
  CHECK(found.tally.struck[0] * 5 <= runs);
  CHECK(runs_up_to(found.tally, 0) * 2 < runs);
  // In the median run, for as much as so few runs can tell of it.
  CHECK(runs_up_to(found.tally, 4) * 20 > runs * 9);
  for (const char* const word : {"lose", "crash", "pause", "deploy", "partition", "clock_ahead",
                                 "unknown_applied", "unavailable", "refuse", "other_body_later"}) {
    INFO(word);
    if (runs >= 400) CHECK(fired(found, word) > 0);
  }
}

TEST_CASE("a fault strikes in runs whose processor it fits, and in no other") {
  const Scenario scenario = scenarios::library_scenario("everything");
  SimulatedWorld world;
  std::uint64_t parts = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    (void)run_of(world, scenario, seed);
    const sim::Plan& plan = world.recorded();
    const bool partial = std::ranges::any_of(
        plan, [](const sim::Answer& one) { return one.answer == "partial"; });
    const auto struck = std::ranges::count(plan, "approve_part", &sim::Answer::answer);
    INFO(seed);
    CHECK((partial || struck == 0));
    parts += struck > 0 ? 1U : 0U;
  }
  CHECK(parts > 0);
}

TEST_CASE("one run in two is of few kinds of fault") {
  const Scenario scenario = scenarios::library_scenario("everything");
  SimulatedWorld world;
  std::uint64_t several = 0, alike = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    (void)run_of(world, scenario, seed);
    std::set<std::string> kinds;
    std::size_t faults = 0;
    for (const sim::Answer& answer : world.recorded()) {
      if (answer.is_fault() && ++faults > 0) kinds.insert(answer.answer);
    }
    if (faults < 4) continue;
    ++several;
    if (kinds.size() <= 2) ++alike;
  }
  CHECK(several > 0);
  CHECK(alike * 12 > several);  // where trouble follows trouble, other kinds come as well
}

TEST_CASE("a run under everything, played back as a plan, is the same run") {
  const Scenario scenario = scenarios::library_scenario("everything");
  SimulatedWorld world;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Run seeded = run_of(world, scenario, seed);
    const sim::Plan plan = world.recorded();
    const Run& played = world.run({.scenario = &scenario,
                                   .system = &systems::payments_system(),
                                   .baseline = sim::Baseline::benign,
                                   .plan = &plan});
    INFO(seed);
    CHECK(played.behaviour == seeded.behaviour);
    CHECK(world.unplaced().empty());
  }
}

TEST_CASE("a seed under everything means one run, whatever ran before it") {
  const Scenario scenario = scenarios::library_scenario("everything");
  SimulatedWorld used;
  for (std::uint64_t seed = 0; seed < 10; ++seed) (void)run_of(used, scenario, seed);
  SimulatedWorld fresh;
  CHECK(run_of(used, scenario, 3).behaviour == run_of(fresh, scenario, 3).behaviour);
}

TEST_CASE("questions to the processor are struck like what moves money") {
  const Scenario scenario = scenarios::library_scenario("everything");
  SimulatedWorld world;
  std::set<std::string> struck;
  const std::uint64_t runs = std::max<std::uint64_t>(tests::seeds_or(400), 400);
  for (std::uint64_t seed = 0; seed < runs; ++seed) {
    (void)run_of(world, scenario, seed);
    for (const sim::Answer& answer : world.recorded()) {
      if (answer.is_fault()) struck.insert(answer.site.substr(0, answer.site.find(" @ ")));
    }
  }
  for (const char* const action :
       {"acquirer.list/request", "acquirer.list/reply", "acquirer.look_up/reply",
        "acquirer.capture/error", "shop.balance/reply", "store.reconcile/commit"}) {
    INFO(action);
    CHECK(struck.contains(action));
  }
}

TEST_CASE("times are drawn together: no run has a lease of one set and a time-out of another") {
  const Scenario scenario = scenarios::library_scenario("everything");
  std::set<std::string> drawn;
  SimulatedWorld world;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    (void)run_of(world, scenario, seed);
    for (const sim::Answer& answer : world.recorded()) {
      if (answer.site == "swarm/times @ world") drawn.insert(answer.answer);
    }
  }
  CHECK(drawn.size() == scenario.swarm.times.size() - 1);
}
