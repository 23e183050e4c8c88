// Where a test's framework carries no failed assertion over from another process, runs stay in the
// test's own: a check that fails there must fail the test.
#include <catch2/catch.hpp>

#include "systems/payments/payments_system.hpp"
#include "testing/check_property.hpp"
#include "testing/scenario.hpp"
#include "tests/testing/own_folder.hpp"

namespace {

using namespace assay;

/// How many machines were started in this process.
struct Started {
  int explored = 0;
  int tried = 0;
};

Started started_here(bool carries) {
  const tests::OwnFolder folder;
  testing::TestPlace place;
  place.name = "here";
  place.file = (folder.path() / "test.cpp").string();
  place.witness.carries = carries;
  int started = 0;
  harness::System counted = systems::payments_system();
  counted.make = [&started, make = counted.make](harness::Environment& environment) {
    ++started;
    return make(environment);
  };
  const Scenario scenario = load("happy_path");
  (void)testing::explore_for(place, scenario, {.runs = 1, .system = &counted, .smoke = true});
  const int so_far = started;
  (void)testing::check_property(place, scenario, {.trials = 1, .system = &counted});
  return {so_far, started - so_far};
}

}  // namespace

TEST_CASE("runs stay in the test's process where no failed assertion could be carried over") {
  const Started here = started_here(false);
  CHECK(here.explored > 0);
  CHECK(here.tried > 0);
  const Started apart = started_here(true);
  CHECK(apart.explored == 0);
  CHECK(apart.tried == 0);
}
