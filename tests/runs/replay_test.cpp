// A run is a pure function of its input, and its recorded plan is the whole of its uncertainty.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <fstream>

#include "runs/simulated/simulated_world.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/library.hpp"
#include "sim/kernel/stack_pool.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/runs/seeds.hpp"

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::systems;

namespace {

sim::Digest digest_of(World& world, const Scenario& scenario, std::uint64_t seed) {
  return world.run({.scenario = &scenario, .system = &systems::payments_system(), .seed = seed})
      .behaviour;
}

/// Resident memory of this process in pages.
std::uint64_t resident_pages() {
  std::ifstream statm{"/proc/self/statm"};
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  statm >> total >> resident;
  return resident;
}

}  // namespace

TEST_CASE("a seeded run, played back as a plan on the benign baseline, is the same run") {
  SimulatedWorld world;
  const std::uint64_t seeds = tests::seeds_or(250) / 10 + 1;  // for each scenario, played twice
  for (const std::string_view name : library_names()) {
    const Scenario scenario = library_scenario(name);
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      const sim::Digest seeded = digest_of(world, scenario, seed);
      const sim::Plan plan = world.recorded();
      const Run& again = world.run({.scenario = &scenario,
                                    .system = &systems::payments_system(),
                                    .baseline = sim::Baseline::benign,
                                    .plan = &plan});

      INFO(name << " seed " << seed);
      REQUIRE(again.behaviour == seeded);
      REQUIRE(world.recorded() == plan);
      REQUIRE(world.unplaced().empty());
    }
  }
}

TEST_CASE("nothing is carried over from one run to the next") {
  SimulatedWorld world;
  const Scenario first = library_scenario("phantom_transition");
  const Scenario other = library_scenario("partial_write");
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const sim::Digest before = digest_of(world, first, seed);
    (void)digest_of(world, other, seed + 7);

    CHECK(digest_of(world, first, seed) == before);
    CHECK(digest_of(*std::make_unique<SimulatedWorld>(), first, seed) == before);
  }
}

TEST_CASE("recording everything changes nothing") {
  SimulatedWorld world;
  const Scenario scenario = library_scenario("lost_response");
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const sim::Digest plain = digest_of(world, scenario, seed);
    const Run& recorded = world.run({.scenario = &scenario,
                                     .system = &systems::payments_system(),
                                     .seed = seed,
                                     .keep = sim::KeepDecisions::all,
                                     .trace = true});
    CHECK(recorded.behaviour == plain);
  }
}

TEST_CASE("different seeds have different digests") {
  SimulatedWorld world;
  const Scenario scenario = library_scenario("lost_response");
  CHECK(digest_of(world, scenario, 0) != digest_of(world, scenario, 1));
}

TEST_CASE("memory is flat over many runs") {
  SimulatedWorld world;
  const Scenario scenario = library_scenario("crash_after_processor");
  const Jury jury{scenario};
  const std::uint64_t runs = tests::seeds_or(2000);
  (void)tally(world, scenario, systems::payments_system(), jury, 0, runs);
  const std::uint64_t pages = resident_pages();
  const std::size_t stacks = sim::StackPool::of_this_thread().mapped();

  const Tally more = tally(world, scenario, systems::payments_system(), jury, runs, runs);

  CHECK(more.abandoned == 0);
  CHECK(sim::StackPool::of_this_thread().mapped() == stacks);
  if (runs >= 1000) CHECK(resident_pages() < pages + 256);
}
