// What the shop's team keeps: one bad day as a scenario, and everything at random.
#include <assay/testing/catch.hpp>

#include "tests/adapter.hpp"

TEST_CASE("a gateway that answers too late is charged once") {
  const auto system = shop::shop_system(shop::GatewayKey::per_payment);
  const auto found =
      assay::explore(assay::load(SCENARIOS "/late_gateway.json"), {.runs = 500, .system = &system});

  INFO(found.replay_command());
  REQUIRE(found.verdict == assay::Verdict::holds);
  CHECK(found.fired("past_timeout") > 0);
}

TEST_CASE("whatever is asked and whatever is lost, our rows say what the gateway did") {
  const auto system = shop::shop_system(shop::GatewayKey::per_payment);
  ASSAY_HOLDS(assay::load(SCENARIOS "/late_gateway.json"), {.trials = 200, .system = &system});
}
