// What a campaign reached, in words: combinations of fault, phase and state, marks, defects that
// never acted.
#include "reports/screens/coverage_screen.hpp"

#include <catch2/catch.hpp>

#include "campaign/results/places.hpp"
#include "campaign/results/results_json.hpp"
#include "reports/formats/junit.hpp"
#include "reports/pages/report_page.hpp"
#include "reports/proof_words.hpp"
#include "reports/reach_words.hpp"
#include "reports/screens/summary.hpp"

using namespace assay;
using namespace assay::reports;
using Catch::Contains;

namespace {

constexpr runs::StatePlace not_recorded = 1;
constexpr runs::StatePlace attempting =
    1 + static_cast<runs::StatePlace>(history::State::attempting);

campaign::FaultByState lost_reply() {
  campaign::FaultByState fault{.fault = "acquirer.capture/reply: lose"};
  fault.passed[not_recorded] = 7;
  fault.passed[attempting] = 1200;
  fault.struck[attempting] = 30;
  return fault;
}

campaign::Results reached() {
  campaign::ScenarioResult one{.name = "lost_response", .system = "shop", .runs = 1200};
  one.coverage = {{lost_reply()}, {"acquirer.void/reply: lose"}};
  one.marks = {{"a refund in two parts", harness::MarkKind::sometimes, {40, 0, 9, 0}, true}};
  one.verdict = properties::Verdict::unknown;
  campaign::Results results;
  results.scenarios.push_back(std::move(one));
  return results;
}

Ink plain() { return Ink{false}; }

campaign::GalleryEntry escaped_entry(std::uint64_t acted_in) {
  return {.defect = "a defect",
          .expected = "told_truth",
          .runs = 500,
          .compared = 500,
          .acted_in = acted_in};
}

}  // namespace

TEST_CASE("combinations are counted, and those never struck are named with their state") {
  const campaign::Results results = reached();
  const campaign::StateCoverage& coverage = results.scenarios.front().coverage;
  CHECK(campaign::combinations(coverage).passed == 2);
  CHECK(campaign::combinations(coverage).struck == 1);
  CHECK(campaign::never_struck(coverage) ==
        std::vector<std::string>{"acquirer.capture/reply: lose, not recorded"});
  CHECK(coverage_line(results.scenarios.front()) ==
        "1 of 2 combinations of fault, phase and state struck; 1 fault at places that no run "
        "passed");
  CHECK(coverage_line({}).empty());
}

TEST_CASE(
    "a place that was passed and never struck has a reason: too seldom, or none that is known") {
  const auto with_place = [](std::uint64_t passed) {
    campaign::ScenarioResult one = reached().scenarios.front();
    campaign::FaultByState quiet{.fault = "store.reap/before: crash"};
    quiet.passed[attempting] = passed;
    one.coverage.faults.push_back(quiet);
    return one;
  };
  const campaign::PlaceCoverage seldom = campaign::places_of(with_place(3));
  CHECK(seldom.passed == 2);
  CHECK(seldom.struck == 1);
  REQUIRE(seldom.never.size() == 1);
  CHECK(seldom.never.front().place == "store.reap/before");
  CHECK(seldom.never.front().why == campaign::WhyUnstruck::passed_too_seldom);
  // 30 strikes in 1,210 passages: one in 40; 184 passages for 99 %, which 73,600 runs have.
  CHECK(seldom.never.front().runs_needed > 73'000);
  CHECK(seldom.never.front().runs_needed < 75'000);
  CHECK(campaign::places_of(with_place(1000)).never.front().why ==
        campaign::WhyUnstruck::unexplained);
  CHECK(campaign::places_of(reached().scenarios.front()).never.empty());
  CHECK_THAT(coverage_line(with_place(3)), Contains("nothing struck at 1 of 2 places"));
  campaign::Results results;
  results.scenarios.push_back(with_place(3));
  CHECK_THAT(coverage_screen(results, plain()), Contains("passed too seldom"));
  const auto json = campaign::to_json(results)["scenarios"][0]["coverage"]["places"];
  CHECK(json["never"][0]["why"] == "passed too seldom");
}

TEST_CASE("the summary has the line, and the screen all of it") {
  const campaign::Results results = reached();
  CHECK_THAT(run_summary(results, plain()), Contains("1 of 2 combinations"));
  CHECK_THAT(run_summary(results, plain()), Contains("a refund in two parts"));
  const std::string all = coverage_screen(results, plain());
  CHECK_THAT(all, Contains("attempting") && Contains("30") && Contains("1,200"));
  CHECK_THAT(all, Contains("not recorded") && Contains("acquirer.void/reply: lose"));
  CHECK(coverage_screen({}, plain()).empty());
}

TEST_CASE("JSON, JUnit and the page have what was reached") {
  const campaign::Results results = reached();
  const auto scenario = campaign::to_json(results)["scenarios"][0];
  CHECK(scenario["coverage"]["struck"] == 1);
  CHECK(scenario["coverage"]["faults"][0]["passed"]["attempting"] == 1200);
  CHECK(scenario["coverage"]["never_passed"][0] == "acquirer.void/reply: lose");
  CHECK(scenario["marks"][0]["times"] == 40);
  CHECK_THAT(junit_xml(results), Contains("name=\"coverage\" value=\"1 of 2 combinations"));
  const std::string page = report_page(results, {});
  CHECK_THAT(page, Contains("30 / 1,200") && Contains("class=\"num never\">0 / 7"));
  CHECK_THAT(page, Contains("a refund in two parts"));
}

TEST_CASE("a defect that never acted is told from one that acted and escaped") {
  CHECK(why_not_caught(escaped_entry(0)) == "never acted in 500 runs");
  CHECK(why_not_caught(escaped_entry(12)) ==
        "acted in 12 of 500 runs, and escaped told_truth in 500 runs");
  campaign::GalleryEntry listed = escaped_entry(3);
  listed.missing = "nobody looks at that";
  CHECK(why_not_caught(listed) == "nobody looks at that; acted in 3 of 500 runs");
}
