// The shipped scenarios hold for the shipped code, and their faults really struck.
#include <catch2/catch.hpp>

#include <set>
#include <string_view>
#include <utility>

#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/runs/explore.hpp"
#include "tests/runs/seeds.hpp"

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::tests;
using namespace assay::systems;

namespace {

constexpr std::uint64_t runs_that_tell = 500;  // so many meet what is as rare as a scenario allows

/// Faults that strike more rarely than that. An unknown commit counts only where something could
/// come of it, and in a storm most claims lose to another one anyway. May only shrink.
const std::set<std::pair<std::string_view, std::string_view>> rare{
    {"same_key_storm", "store.claim/commit: unknown_applied"},
    {"same_key_storm", "store.claim/commit: unknown_lost"}};

/// Each allowed fault strikes in a tenth of the runs; in a swarm, where it is off in every other
/// run, in a fiftieth. Of every fault each has its turn over a campaign: everything_test.cpp.
void check_faults(const Scenario& scenario, const Tally& tally) {
  if (scenario.every_fault) return;
  const std::vector<std::string> faults = allowed_faults(scenario);
  for (std::size_t i = 0; i < faults.size(); ++i) {
    INFO(faults[i] << " struck in " << tally.faults.applied[i] << " of " << tally.runs << " runs");
    if (!is_swarm(scenario) || tally.runs >= runs_that_tell) CHECK(tally.faults.applied[i] > 0);
    if (tally.runs < runs_that_tell || rare.contains({scenario.name, faults[i]})) continue;
    CHECK(tally.faults.applied[i] * (is_swarm(scenario) ? 50 : 10) >= tally.runs);
  }
}

void check_phases(const Scenario& scenario, const Tally& tally) {
  const std::vector<std::string> phases = listed_phases(scenario);
  for (std::size_t i = 0; i < phases.size(); ++i) {
    INFO(phases[i]);
    CHECK(tally.phases.applied[i] > 0);
  }
}

}  // namespace

TEST_CASE("every scenario of the library holds, rests, and meets all that it lists") {
  const std::uint64_t runs = tests::seeds_or(500);
  for (const std::string_view name : library_names()) {
    const Scenario scenario = library_scenario(name);

    const Exploration found =
        explore(scenario, {.runs = runs, .system = &systems::payments_system()});

    INFO(name << ": " << first_of(found));
    CHECK(found.tally.violated == 0);
    CHECK(found.tally.unknown == 0);
    CHECK(found.tally.broken.empty());
    CHECK(found.tally.exits[static_cast<std::size_t>(sim::Exit::at_rest)] == runs);
    if (runs >= runs_that_tell) {
      CHECK(found.met.is_enough());
      CHECK(found.tally.undecided.empty());
    }
    for (const auto& [property, undecided] : found.tally.undecided) {
      INFO(property << " was undecided in " << undecided << " of " << runs << " runs");
      CHECK(undecided * 20 <= runs);
    }
    check_faults(scenario, found.tally);
    if (runs >= runs_that_tell) check_phases(scenario, found.tally);
  }
}

TEST_CASE("a fact that never happens makes a campaign inconclusive, however small it is") {
  Scenario scenario = library_scenario("happy_path");
  scenario.sometimes.push_back(history::CoverageMark::lease_taken_over);
  scenario.limits.sometimes_after = 20;

  const Exploration found = explore(scenario, {.runs = 19, .system = &systems::payments_system()});
  CHECK(found.verdict == properties::Verdict::unknown);
  REQUIRE(found.met.missing.size() == 1);
  CHECK(found.met.missing[0].name == "lease was taken over");
  CHECK(reason_of(found.met.missing[0]) == "never in 19 runs; the scenario expects it within 20");
  CHECK(explore(scenario, {.runs = 19, .system = &systems::payments_system(), .smoke = true})
            .verdict == properties::Verdict::holds);
}

TEST_CASE("every transaction and call of the shipped code in the library is one that it declares") {
  SimulatedWorld world;
  const harness::System& system = systems::payments_system();
  for (const std::string_view name : library_names()) {
    const Scenario scenario = library_scenario(name);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      world.run({.scenario = &scenario, .system = &system, .seed = seed, .trace = true});
      for (const sim::TraceEvent& event : world.trace().events()) {
        if (event.kind != sim::TraceKind::commit) continue;
        const std::string purpose = event.what.substr(6, event.what.find('/') - 6);
        INFO(name << ": " << event.what);
        CHECK(std::ranges::find(system.purposes, purpose) != system.purposes.end());
      }
    }
  }
}
