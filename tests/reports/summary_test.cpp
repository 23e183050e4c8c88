// Summaries say what came of a campaign, and why it is not simply good.
#include "reports/summary.hpp"

#include <catch2/catch.hpp>

using namespace assay;
using namespace assay::reports;
using campaign::Results;
using campaign::ScenarioResult;
using properties::Verdict;

namespace {

const Ink plain{false};

ScenarioResult scenario(const char* name, Verdict verdict) {
  ScenarioResult result;
  result.name = name;
  result.runs = 1000;
  result.verdict = verdict;
  result.fired = {{"x.y/reply: lose", 250}, {"x.y/request: lose", 0}};
  result.sometimes = {{"retry was replayed", 611}};
  return result;
}

}  // namespace

TEST_CASE("a run's summary has a row per scenario with counts and verdict") {
  Results results;
  results.scenarios = {scenario("one", Verdict::holds), scenario("two", Verdict::unknown)};
  results.scenarios[1].never_happened = {"client gave up"};
  const std::string text = run_summary(results, plain);
  CHECK_THAT(text, Catch::Contains("one") && Catch::Contains("1,000") && Catch::Contains("1 of 2"));
  CHECK_THAT(text, Catch::Contains("never: client gave up"));
}

TEST_CASE("a single scenario is told in detail, with the share of runs") {
  Results results;
  results.scenarios = {scenario("one", Verdict::holds)};
  CHECK_THAT(run_summary(results, plain), Catch::Contains("25.0 %") && Catch::Contains("61.1 %"));
}

TEST_CASE("lost runs, a broken harness and interruption are remarked on") {
  Results results;
  results.scenarios = {scenario("one", Verdict::violated), scenario("two", Verdict::unknown)};
  results.scenarios[0].lost = {{7, "was killed by signal 11"}};
  results.scenarios[1].broken = {{9, "a claim"}};
  results.scenarios[1].complete = false;
  const std::string text = run_summary(results, plain);
  CHECK_THAT(text, Catch::Contains("1 run lost") && Catch::Contains("incomplete"));
  CHECK_THAT(text, Catch::Contains("the harness broke at seed 9: a claim"));
}

TEST_CASE("the gallery's summary tells a caught defect from one that escaped, and why") {
  Results results;
  campaign::GalleryEntry good{.defect = "good", .scenario = "s", .expected = "p",
                              .caught_by = {"p", "q"}, .runs = 500, .runs_to_find = 3,
                              .shrunk_faults = 1, .replayed = true, .clean_when_fixed = true,
                              .clean_without_faults = true};
  campaign::GalleryEntry bad{.defect = "bad", .scenario = "s", .expected = "p", .runs = 500};
  results.gallery = {good, bad};
  results.verdict = Verdict::violated;
  const std::string text = gallery_summary(results, plain);
  CHECK_THAT(text, Catch::Contains("✓  good") && Catch::Contains("✗  bad"));
  CHECK_THAT(text, Catch::Contains("escaped p in 500 runs"));
  CHECK_THAT(verdict_line(results, plain), Catch::StartsWith("not all caught"));
}

TEST_CASE("the determinism check's summary names scenario, seed, way and the event that differs") {
  Results results;
  results.selfcheck = campaign::SelfcheckResult{
      .runs = 200, .comparisons = 400, .ways = {"plain", "two workers"}, .skipped = {},
      .mismatches = {{"lost_response", "two workers", 4, 9, "pays", "refuses"}}};
  const std::string text = selfcheck_summary(results, plain);
  CHECK_THAT(text, Catch::Contains("✗  two workers") && Catch::Contains("✓  plain"));
  CHECK_THAT(text, Catch::Contains("seed 4") && Catch::Contains("event 9"));
  CHECK_THAT(text, Catch::Contains("was  pays") && Catch::Contains("is   refuses"));
}

TEST_CASE("an exhaustive search says how many plans there are, ran and were pruned") {
  Results results;
  results.scenarios = {scenario("one", Verdict::holds)};
  results.scenarios[0].exhaustive = campaign::ExhaustiveResult{2, 2449, 1800, 649, 3};
  const std::string text = exhaust_summary(results, plain);
  CHECK_THAT(text, Catch::Contains("2,449") && Catch::Contains("1,800") && Catch::Contains("649"));
}
