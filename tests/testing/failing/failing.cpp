// Tests that are meant to fail, as a user's would: of a service with an honest bug. No part of the
// suite: adapter_test.cpp runs this program and reads what it says.
#include <catch2/catch.hpp>

#include "examples/foreign/foreign_scenario.hpp"
#include "examples/foreign/payment_service.hpp"
#include "testing/catch.hpp"

namespace {

/// The service as it is now: $FIXED says whether its bug was mended since the last run.
assay::harness::System service() {
  const bool fixed = std::getenv("FIXED") != nullptr;
  return foreign::foreign_system(fixed ? foreign::Saves::before_the_charge
                                       : foreign::Saves::after_the_charge);
}

}  // namespace

TEST_CASE("explored: it's charged once, [whatever] happens") {
  const auto system = service();
  const auto found =
      assay::explore(foreign::foreign_scenario("lost_response"), {.runs = 300, .system = &system});
  INFO(found.replay_command());
  REQUIRE(found.verdict == assay::Verdict::holds);
}

TEST_CASE("at random: it's charged once, [whatever] happens") {
  const auto system = service();
  const auto scenario = foreign::foreign_scenario("lost_response");
  // On one line: of several, g++ points at the first and clang at the last.
  ASSAY_HOLDS(scenario, {.trials = 300, .system = &system, .property = "at_most_one_effect"});
}
