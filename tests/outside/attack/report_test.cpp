// What is said of an attack: how much of it was played, and what cannot be told.
#include <catch2/catch.hpp>

#include "outside/attack/report.hpp"

namespace {

using namespace assay::outside::attack;

TEST_CASE("the last line says how many plans of how many were played") {
  AttackResults results;
  results.one = {.all = 29, .played = 29};
  CHECK(covered(results) == "all 29 plans of 1 fault");
  results.two = {.all = 2310, .played = 812};
  CHECK(covered(results) == "all 29 plans of 1 fault; 812 of 2,310 of two");
  results.two.played = 2310;
  results.at_random = 1200;
  results.faults = 3;
  CHECK(covered(results) ==
        "all 29 plans of 1 fault; 2,310 of 2,310 of two; 1,200 at random, of at most 3");
  results.one.played = 4;
  results.two = {};
  results.at_random = 0;
  CHECK(covered(results) == "4 of 29 plans of 1 fault");
}

TEST_CASE("what was violated while assay itself was held up is unknown, and not said to hold") {
  AttackResults results;
  results.judged = {{.property = "comes_to_rest"}};
  CHECK(to_text(results, "out", false).contains("holds     comes_to_rest"));
  results.unsure.insert("comes_to_rest");
  CHECK(to_text(results, "out", false).contains("unknown   comes_to_rest: stalled"));
  CHECK(results_json(results, "1", 2)["judged"][0].contains("unknown"));
}

}  // namespace
