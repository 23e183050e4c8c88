// A strategy at work on a real scenario: what it answers is a run like any other, its plan replays
// without it, and what it is told is what came of the run.
#include <catch2/catch.hpp>

#include "runs/play.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

using namespace assay;
using namespace assay::runs;

namespace {

/// Makes every delay late, in two runs.
struct Tardy final : sim::Strategy {
  int begun = 0;
  std::vector<sim::Outcome> learned;

  std::optional<sim::Proposal> begin() override {
    if (++begun > 2) return {};
    return sim::Proposal{.baseline = sim::Baseline::asked};
  }
  std::uint32_t answer(const sim::Question& question) override {
    const std::uint32_t late = question.options.find("late");
    return late < question.options.size() ? late : 0;
  }
  void learn(const sim::Outcome& outcome) override { learned.push_back(outcome); }
};

}  // namespace

TEST_CASE("a run that a strategy answers replays from its plan, on the benign baseline") {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  const harness::System& system = systems::payments_system();
  SimulatedWorld world;
  Tardy tardy;
  std::vector<sim::Digest> digests;
  play(tardy, {world, scenario, system}, [&](const Run& run, const sim::Proposal&) {
    digests.push_back(run.behaviour);
    return true;
  });
  REQUIRE(tardy.learned.size() == 2);
  CHECK(digests[0] == digests[1]);
  const sim::Plan plan = tardy.learned[0].recorded;
  CHECK(plan.size() > 10);
  const auto played = [&](const sim::Plan& answers) {
    return world
        .run({.scenario = &scenario,
              .system = &system,
              .baseline = sim::Baseline::benign,
              .plan = &answers})
        .behaviour;
  };
  CHECK(played(plan) == digests[0]);
  CHECK(played({}) != digests[0]);
}

TEST_CASE("a strategy is told what the judge says, and the plan of a run that failed") {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  SimulatedWorld world;
  for (const bool failed : {true, false}) {
    Tardy tardy;
    play(
        tardy, {world, scenario, systems::payments_system()},
        [&](const Run&, const sim::Proposal&) { return failed; },
        [&](const sim::Proposal&) { return tardy.begun < 2; });
    REQUIRE(tardy.learned.size() == 1);
    CHECK(tardy.learned[0].failed == failed);
    CHECK(tardy.learned[0].recorded.empty() == !failed);
    CHECK(tardy.learned[0].points.empty());
  }
}

TEST_CASE("the run that a strategy begins for a seed is one run for ever") {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  const harness::System& system = systems::payments_system();
  SimulatedWorld world;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto plain = world.run({.scenario = &scenario, .system = &system, .seed = seed});
    const sim::Digest digest = plain.behaviour;
    const RunRequest random{
        .scenario = &scenario, .system = &system, .seed = seed, .strategy = "random"};
    CHECK(world.run(random).behaviour == digest);
  }
}
