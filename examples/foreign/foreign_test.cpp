// What the stranger's team keeps after the correction: a scenario explored, and everything that
// they can promise held over random workloads, plans and seeds.
#include <assay/testing/catch.hpp>

#include "foreign_scenario.hpp"
#include "payment_service.hpp"

TEST_CASE("a lost reply charges the card once") {
  const auto system = foreign::foreign_system(foreign::Saves::before_the_charge);
  const auto found =
      assay::explore(foreign::foreign_scenario("lost_response"), {.runs = 500, .system = &system});

  INFO(found.replay_command());
  REQUIRE(found.verdict == assay::Verdict::holds);
  CHECK(found.fired("lose") > 0);
}

TEST_CASE("whatever is asked and whatever is lost, nobody is charged twice") {
  const auto system = foreign::foreign_system(foreign::Saves::before_the_charge);
  ASSAY_HOLDS(foreign::foreign_scenario("lost_response"),
              {.trials = 300, .system = &system, .property = "at_most_one_effect"});
}
