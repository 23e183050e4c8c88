// Tests of a service that takes its process along, and of one whose own assertions fail. No part of
// the suite: deaths_test.cpp runs this program and reads what it says.
#include <catch2/catch.hpp>

#include "systems/payments/payments_system.hpp"
#include "testing/catch.hpp"
#include "tests/systems/inside.hpp"
#include "tests/testing/failing/dying_system.hpp"

namespace {

constexpr std::uint64_t runs = 10;
constexpr std::uint64_t trials = 40;

/// A system that does not hold what it asserts, wherever a node starts again.
assay::harness::System asserting_system(bool at_once) {
  assay::harness::System system = assay::systems::payments_system();
  system.make = [at_once, make = system.make](assay::harness::Environment& environment) {
    const assay::sim::Node& node = assay::systems::testing::node_of(environment);
    if (at_once) REQUIRE(node.life() == 1);
    CHECK(node.life() == 1);
    return make(environment);
  };
  return system;
}

}  // namespace

TEST_CASE("explored") {
  const auto system = dying::wished_system();
  const auto found =
      assay::explore(assay::load("crash_after_processor"), {.runs = runs, .system = &system});
  REQUIRE(found.verdict == assay::Verdict::holds);
}

TEST_CASE("at random") {
  const auto system = dying::wished_system();
  const auto scenario = assay::load("crash_after_processor");
  ASSAY_HOLDS(scenario, {.trials = trials, .system = &system, .property = "at_most_one_effect"});
}

TEST_CASE("asserting") {
  const auto system = asserting_system(false);
  (void)assay::explore(assay::load("crash_after_processor"), {.runs = runs, .system = &system});
}

TEST_CASE("asserting at once") {
  const auto system = asserting_system(true);
  const auto found =
      assay::explore(assay::load("crash_after_processor"), {.runs = runs, .system = &system});
  CHECK(found.verdict == assay::Verdict::violated);
}
