// The determinism check notices what differs, and where it begins.
#include "campaign/determinism/selfcheck.hpp"
#include "systems/payments/payments_system.hpp"

#include <catch2/catch.hpp>

#include <random>

#include "campaign/determinism/digests.hpp"
#include "campaign/jobs/replay.hpp"
#include "campaign/pool/fresh_process.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "tests/campaign/moody_system.hpp"
#include "tests/systems/inside.hpp"

using namespace assay;
using namespace assay::campaign;

namespace {

const std::vector<std::string> one_scenario{"lost_response"};

bool never() { return false; }

/// A way that runs a system in this process.
DeterminismVariant in_process(std::string name, const harness::System& system) {
  const auto digests = [system](const std::string& scenario, std::uint64_t count) {
    runs::SimulatedWorld world;
    return digests_here(world, scenarios::library_scenario(scenario), system, count);
  };
  const auto trace = [system](const std::string& name_of_scenario, std::uint64_t seed) {
    const scenarios::Scenario scenario = scenarios::library_scenario(name_of_scenario);
    runs::SimulatedWorld world;
    const Replayed run = replay(world, {.scenario = &scenario, .system = &system, .seed = seed});
    return trace_lines(run.trace, run.digest);
  };
  return {std::move(name), digests, trace};
}

/// Draws from the machine's own randomness how long to dawdle: the classic slip.
harness::System careless_system() {
  harness::System system = systems::payments_system();
  system.make = [make = system.make](harness::Environment& environment) {
    std::random_device chance;
    systems::testing::node_of(environment).clock.skew =
        sim::Duration{static_cast<std::int64_t>(chance() % 40'000'000U)};
    return make(environment);
  };
  return system;
}

}  // namespace

TEST_CASE("the shipped code gives equal digests in two passes") {
  const std::vector<DeterminismVariant> variants{in_process("once", systems::payments_system()),
                                                 in_process("twice", systems::payments_system())};
  const SelfcheckResult result = selfcheck(one_scenario, 30, variants, never);
  CHECK(result.runs == 30);
  CHECK(result.comparisons == 30);
  CHECK(result.mismatches.empty());
}

TEST_CASE("code that draws from random_device is found, with scenario, seed and way") {
  const std::vector<DeterminismVariant> variants{in_process("once", careless_system()),
                                                 in_process("again", careless_system())};
  const SelfcheckResult result = selfcheck(one_scenario, 20, variants, never);
  REQUIRE_FALSE(result.mismatches.empty());
  CHECK(result.mismatches.front().scenario == "lost_response");
  CHECK(result.mismatches.front().variant == "again");
}

TEST_CASE("a mismatch names the first event that differs") {
  const auto digests = [](std::string digest) {
    return [digest](const std::string&, std::uint64_t) -> std::expected<Lines, std::string> {
      return Lines{"same", digest};
    };
  };
  const auto trace = [](std::string second) {
    return [second](const std::string&, std::uint64_t) { return Lines{"begins", second}; };
  };
  const std::vector<DeterminismVariant> variants{{"one", digests("a"), trace("pays")},
                                                 {"other", digests("b"), trace("refuses")}};
  const SelfcheckResult result = selfcheck(one_scenario, 2, variants, never);
  CHECK(result.mismatches ==
        std::vector<Mismatch>{{"lost_response", "other", 1, 2, "pays", "refuses"}});
}

TEST_CASE("a way that the machine does not allow is told, not taken for a pass") {
  const DeterminismVariant refused{
      "impossible",
      [](const std::string&, std::uint64_t) -> std::expected<Lines, std::string> {
        return std::unexpected{"not here"};
      },
      {}};
  const std::vector<DeterminismVariant> variants{in_process("once", systems::payments_system()),
                                                 refused};
  const SelfcheckResult result = selfcheck(one_scenario, 3, variants, never);
  CHECK(result.skipped == std::vector<std::string>{"impossible: not here"});
  CHECK(result.comparisons == 0);
}

TEST_CASE("a fresh process hands over its output, its code and its environment") {
  const auto finished = run_process({.program = "/bin/sh",
                                     .arguments = {"-c", "echo $ASSAY_TEST; exit 7"},
                                     .environment = {{"ASSAY_TEST", "padded"}}});
  REQUIRE(finished);
  CHECK(finished->output == "padded\n");
  CHECK(finished->code == 7);
  CHECK_FALSE(run_process({.program = "/no/such/program"}));
}
