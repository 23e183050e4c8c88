// The service as it was written first: this test fails, and says why. Not among the shop's tests.
#include <assay/testing/catch.hpp>

#include "tests/adapter.hpp"

TEST_CASE("a gateway that answers too late is charged once") {
  const auto system = shop::shop_system(shop::GatewayKey::per_try);
  const auto found =
      assay::explore(assay::load(SCENARIOS "/late_gateway.json"), {.runs = 500, .system = &system});

  INFO(found.replay_command());
  REQUIRE(found.verdict == assay::Verdict::holds);
}
