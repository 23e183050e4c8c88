// Summaries say what came of a campaign, and why it is not simply good.
#include "reports/screens/summary.hpp"

#include "reports/reach_words.hpp"

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
  results.scenarios[1].missing = {{.kind = runs::Missing::Kind::sometimes,
                                   .name = "client gave up",
                                   .runs = 1000,
                                   .runs_needed = 5000}};
  const std::string text = run_summary(results, plain);
  CHECK_THAT(text, Catch::Contains("one") && Catch::Contains("1,000") && Catch::Contains("1 of 2"));
  CHECK_THAT(text, Catch::Contains("1 never came") &&
                       Catch::Contains("client gave up  never in 1000 runs; the scenario expects "
                                       "it within 5000"));
}

TEST_CASE("a fault that is missing, and missing in its only phase, is told once") {
  ScenarioResult result = scenario("one", Verdict::unknown);
  using enum runs::Missing::Kind;
  for (const auto kind : {fault, phase}) {
    result.missing.push_back({.kind = kind, .name = "x.y/reply: lose", .runs = 10});
  }
  CHECK(shortfalls(result).size() == 1);
}

TEST_CASE("the last line of a campaign names the system that ran, and says how sure a pass is") {
  Results results;
  results.scenarios = {scenario("one", Verdict::holds)};
  results.scenarios[0].system = "payments";
  const std::string line = verdict_line(results, plain);
  CHECK_THAT(line, Catch::StartsWith("holds  payments, 1,000 runs in"));
  CHECK_THAT(line, Catch::Contains("0 of 1,000: at most 0.3 % of such runs, with 95 %"));
  results.verdict = Verdict::unknown;
  CHECK_THAT(verdict_line(results, plain), !Catch::Contains("at most"));
}

TEST_CASE("a shard says that it is a part, and that merge tells whether enough was met") {
  Results results;
  results.shard = {2, 4};
  results.scenarios = {scenario("one", Verdict::holds)};
  results.scenarios[0].part = true;
  CHECK_THAT(run_summary(results, plain), Catch::Contains("holds (part)"));
  CHECK_THAT(verdict_line(results, plain), Catch::Contains("part 2 of 4"));
}

TEST_CASE("a residual risk is rounded up, to two digits that count") {
  CHECK(percent_at_most(0.0029911) == "0.3 %");
  CHECK(percent_at_most(0.95) == "95 %");
  CHECK(percent_at_most(0.2589) == "26 %");
  CHECK(percent_at_most(0.000149775) == "0.015 %");
  CHECK(percent_at_most(0.000151) == "0.016 %");
}

TEST_CASE("a property that some runs could not decide lowers the share that is shown") {
  Results results;
  results.scenarios = {scenario("one", Verdict::unknown)};
  results.scenarios[0].undecided = {{"told_truth", 12}};
  const std::string text = run_summary(results, plain);
  CHECK_THAT(text, Catch::Contains("98.8 %"));
  CHECK_THAT(text, Catch::Contains("told_truth  could not be judged in 12 of 1,000 runs"));
}

TEST_CASE("a fault whose site the system does not have is listed apart") {
  Results results;
  results.scenarios = {scenario("one", Verdict::holds)};
  results.scenarios[0].system = "foreign";
  results.scenarios[0].not_applicable = {"store.claim/commit: unavailable"};
  CHECK_THAT(run_summary(results, plain),
             Catch::Contains("Not applicable") && Catch::Contains("no site of foreign"));
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
  campaign::GalleryEntry known{.defect = "known",
                               .scenario = "s",
                               .missing = "nothing judges it",
                               .runs = 500,
                               .clean_without_faults = true};
  results.gallery = {good, bad, known};
  results.verdict = Verdict::violated;
  const std::string text = gallery_summary(results, plain);
  CHECK_THAT(text, Catch::Contains("✓  good") && Catch::Contains("✗  bad"));
  CHECK_THAT(text, Catch::Contains("escaped p in 500 runs"));
  CHECK_THAT(text, Catch::Contains("–  known") &&
                       Catch::Contains("nothing judges it") &&
                       Catch::Contains("1 listed as not caught"));
  CHECK_THAT(verdict_line(results, plain), Catch::StartsWith("not all caught"));
  results.gallery = {good, known};
  results.verdict = Verdict::holds;
  CHECK_THAT(verdict_line(results, plain), Catch::StartsWith("all caught but those"));
  results.gallery = {good};
  CHECK_THAT(verdict_line(results, plain), Catch::StartsWith("all caught  "));
}

TEST_CASE("the determinism check's summary names scenario, seed, way and the event that differs") {
  Results results;
  results.selfcheck = campaign::SelfcheckResult{
      .runs = 200,
      .comparisons = 400,
      .variants = {"plain", "two workers"},
      .skipped = {},
      .mismatches = {{"lost_response", "two workers", 4, 9, "pays", "refuses"}}};
  const std::string text = selfcheck_summary(results, plain);
  CHECK_THAT(text, Catch::Contains("✗  two workers") && Catch::Contains("✓  plain"));
  CHECK_THAT(text, Catch::Contains("seed 4") && Catch::Contains("event 9"));
  CHECK_THAT(text, Catch::Contains("was  pays") && Catch::Contains("is   refuses"));
}

TEST_CASE("an exhaustive search says how many plans there are, ran and were pruned") {
  Results results;
  results.scenarios = {scenario("one", Verdict::holds)};
  results.scenarios[0].exhaustive = campaign::ExhaustiveResult{
      {.faults = 2}, "every plan of at most 2 faults", 2449, 1800, 649, 3};
  const std::string text = exhaust_summary(results, plain);
  CHECK_THAT(text, Catch::Contains("2,449") && Catch::Contains("1,800") && Catch::Contains("649"));
  CHECK_THAT(text, Catch::Contains("  Judged: every plan of at most 2 faults."));
  results.complete = false;
  CHECK_THAT(exhaust_summary(results, plain), Catch::Contains("Not all judged: every plan"));
}
