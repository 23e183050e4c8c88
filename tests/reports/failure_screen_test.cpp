// The screen of a failure has its parts, in the order in which a reader needs them.
#include "reports/screens/failure_screen.hpp"

#include <catch2/catch.hpp>

#include "reports/concern.hpp"
#include "reports/screens/truth_and_belief.hpp"
#include "reports/story.hpp"

using namespace assay;
using namespace assay::reports;

namespace {

const Ink plain{false};

/// Adds a fact about capture 1 of pay-1.
template <typename Kind>
void see(ShownRun& run, std::int64_t milliseconds, const char* observer, Kind fact,
         const char* payable = "pay-1") {
  history::History& history = run.history;
  fact.payable = history.name(payable);
  fact.kind = history::OperationKind::capture;
  fact.ordinal = 1;
  if constexpr (requires { fact.amount; }) fact.amount = {1250, "EUR"};
  history.add({.at = milliseconds * 1'000'000, .observer = history.name(observer)}, fact);
}

/// A capture that takes effect twice while the service believes that it failed.
ShownRun charged_twice() {
  ShownRun run;
  see(run, 0, "client-1", history::RequestSent{});
  see(run, 24, "acquirer", history::EffectApplied{.effect = run.history.name("fx-1")});
  see(run, 2040, "acquirer", history::EffectApplied{.effect = run.history.name("fx-2")});
  see(run, 3000, "shop-1", history::TransitionCommitted{.to = history::State::failed});
  run.evidence = {2, 3};
  run.trace = {{sim::TimePoint{24'000'000}, 1, 0, sim::TraceKind::fault, "",
                "lose at acquirer.capture/reply @ shop-1/pay-1"}};
  return run;
}

campaign::ReportedFinding a_finding() {
  runs::Finding finding;
  finding.scenario = "lost_response";
  finding.defect = "fresh_key";
  finding.property = "at_most_one_effect";
  finding.claim = "One charge at most.";
  finding.severity = properties::Severity::double_charge;
  finding.explanation = "capture 1 of pay-1 took effect twice";
  finding.at_risk = {1250, "EUR"};
  finding.seed = 17;
  finding.runs_to_find = 18;
  finding.recorded_answers = 9;
  finding.shrink_runs = 12;
  finding.plan = {{"acquirer.capture/reply @ shop-1/pay-1", 1, "lose", sim::DecisionKind::fault}};
  return {finding, "out/failures/x.json", "assay replay out/failures/x.json"};
}

/// Whether the texts come in this order, none missing.
bool in_order(const std::string& screen, const std::vector<std::string>& parts) {
  std::size_t from = 0;
  for (const std::string& part : parts) {
    from = screen.find(part, from);
    if (from == std::string::npos) {
      WARN("missing, or too early: " << part);
      return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE(
    "a failure tells what broke, what is at risk, what has to go wrong, how, and how to see it") {
  const std::string screen = failure_screen(a_finding(), charged_twice(), plain);
  CHECK(in_order(
      screen,
      {"at_most_one_effect is violated in lost_response", "capture 1 of pay-1 took effect twice",
       "One charge at most.", "double charge, 12.50 EUR moved wrongly", "defect fresh_key",
       "seed 17, after 18 runs; 9 answers shrunk to 1 in 12 runs", "What has to go wrong",
       "1.  the reply to acquirer.capture is lost", "How it comes about", "0.024 s", "2.040 s",
       "Truth beside belief", "2 x 12.50 EUR", "failed",
       "reproduce:", "assay replay out/failures/x.json", "file:"}));
}

TEST_CASE("a failure whose plan came from a file is not told as found by a seed") {
  auto given = a_finding();
  given.finding.runs_to_find = 0;
  const std::string screen = failure_screen(given, {}, plain);
  CHECK_THAT(screen, Catch::Contains("in the file that was given; 9 answers shrunk to 1"));
  CHECK(screen.find("seed 17") == std::string::npos);
}

TEST_CASE("a failure without a run is still told with its claim and its command") {
  const std::string screen = failure_screen(a_finding(), {}, plain);
  CHECK(in_order(screen, {"One charge at most.", "reproduce:"}));
  CHECK(screen.find("What has to go wrong") == std::string::npos);
}

TEST_CASE("without colour a screen holds no escape, with colour it holds the same words") {
  const std::string bare = failure_screen(a_finding(), charged_twice(), plain);
  const std::string coloured = failure_screen(a_finding(), charged_twice(), Ink{true});
  CHECK(bare.find('\x1b') == std::string::npos);
  CHECK(coloured.find('\x1b') != std::string::npos);
  CHECK_THAT(coloured, Catch::Contains("2 x 12.50 EUR"));
}

TEST_CASE("a story tells faults and evidence in the order of time and ends with the evidence") {
  const ShownRun run = charged_twice();
  const auto lines = story(run);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].what == "asks for capture 1 of pay-1, try 0");
  CHECK(lines[1].is_evidence);
  CHECK(lines[2].is_fault);
  CHECK(lines[2].what == "the reply to acquirer.capture is lost");
  CHECK(lines[3].is_evidence);
}

TEST_CASE("a story that is too long keeps its faults and its evidence") {
  ShownRun run = charged_twice();
  for (int i = 0; i < 100; ++i) see(run, 100, "client-1", history::RequestSent{});
  const auto lines = story(run, 5);
  REQUIRE(lines.size() == 5);
  CHECK(std::ranges::count_if(lines, &StoryLine::is_evidence) == 2);
  CHECK(std::ranges::count_if(lines, &StoryLine::is_fault) == 1);
}

TEST_CASE("a story leaves out what other payments did") {
  ShownRun run = charged_twice();
  see(run, 30, "client-2", history::RequestSent{}, "pay-2");
  for (const StoryLine& line : story(run)) {
    CHECK(line.who != "client-2");
  }
}

TEST_CASE("truth and belief stand side by side, and say where they part") {
  ShownRun run = charged_twice();
  auto sides = three_sides(run.history);
  REQUIRE(sides.size() == 1);
  CHECK(sides.front() ==
        ThreeSides{"pay-1", "capture 1", "2 x 12.50 EUR", "failed", "no answer", true});
  see(run, 4000, "acquirer", history::EffectReversed{.effect = run.history.name("fx-2")});
  CHECK(three_sides(run.history).front().truth == "2 x 12.50 EUR, 1 undone");
}

TEST_CASE("truth and belief are shown as they were when it broke, and the end beside it") {
  ShownRun run = charged_twice();
  see(run, 5000, "shop-1", history::TransitionCommitted{.to = history::State::succeeded});
  const auto sides = three_sides(run.history, broken_at(run));
  CHECK(sides.front().belief.ends_with(" → succeeded"));
  CHECK(sides.front().truth.find("→") == std::string::npos);
  CHECK_THAT(truth_and_belief(run, plain),
             Catch::Contains("when it broke → in the end"));
}

TEST_CASE("ledger and consumers stand beside truth where the evidence is about them") {
  ShownRun run = charged_twice();
  CHECK(!is_about_news(run.history, run.evidence));
  const history::Name event = run.history.name("event-1");
  const history::Name ledger = run.history.name("ledger");
  see(run, 4000, "shop-1", history::EventCommitted{.event = event});
  see(run, 4001, "ledger", history::EventApplied{.event = event, .consumer = ledger});
  run.history.add({.at = 4'001'000'000, .observer = ledger},
                  history::PostingCommitted{.event = event, .amount = {1250, "EUR"}});
  run.evidence.push_back(5);
  CHECK(is_about_news(run.history, run.evidence));
  CHECK(three_sides(run.history).front().posted == "12.50 EUR");
  CHECK(three_sides(run.history).front().taken_by == "ledger");
  CHECK_THAT(truth_and_belief(run, plain),
             Catch::Contains("the ledger posted") && Catch::Contains("12.50 EUR"));
}
