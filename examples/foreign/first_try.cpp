// The first question to the service as it was written first. It fails: docs/tutorial.md reads the
// answer with you. Not among the tests, where foreign_test.cpp asks the corrected service.
#include <assay/testing/catch.hpp>

#include "foreign_scenario.hpp"
#include "payment_service.hpp"

TEST_CASE("a lost reply charges the card once") {
  const auto system = foreign::foreign_system(foreign::Saves::after_the_charge);
  const auto found =
      assay::explore(foreign::foreign_scenario("lost_response"), {.runs = 500, .system = &system});

  INFO(found.replay_command());
  REQUIRE(found.verdict == assay::Verdict::holds);
}
