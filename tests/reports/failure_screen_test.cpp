// The screen of a failure has its parts, in the order in which a reader needs them.
#include "reports/screens/failure_screen.hpp"

#include <catch2/catch.hpp>

#include "reports/screens/truth_and_belief.hpp"
#include "reports/story.hpp"

using namespace assay;
using namespace assay::reports;
using history::Fact;

namespace {

const Ink plain{false};

history::Observation seen(Fact fact, std::int64_t milliseconds, std::uint64_t sequence,
                          const char* observer) {
  history::Observation observation;
  observation.fact = fact;
  observation.at = milliseconds * 1'000'000;
  observation.sequence = sequence;
  observation.observer = observer;
  observation.payable = "pay-1";
  observation.kind = history::OperationKind::capture;
  observation.ordinal = 1;
  observation.amount = {1250, "EUR"};
  return observation;
}

/// A capture that takes effect twice while the service believes that it failed.
ShownRun charged_twice() {
  ShownRun run;
  auto& facts = run.history.observations;
  facts.push_back(seen(Fact::request_sent, 0, 1, "client-1"));
  facts.push_back(seen(Fact::effect_applied, 24, 2, "acquirer"));
  facts.back().effect = "fx-1";
  facts.push_back(seen(Fact::effect_applied, 2040, 3, "acquirer"));
  facts.back().effect = "fx-2";
  facts.push_back(seen(Fact::transition_committed, 3000, 4, "shop-1"));
  facts.back().to = "failed";
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
  const auto lines = story(run.trace, run.history, run.evidence);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].what == "asks for capture 1 of pay-1, try 0");
  CHECK(lines[1].is_evidence);
  CHECK(lines[2].is_fault);
  CHECK(lines[2].what == "the reply to acquirer.capture is lost");
  CHECK(lines[3].is_evidence);
}

TEST_CASE("a story that is too long keeps its faults and its evidence") {
  ShownRun run = charged_twice();
  for (std::uint64_t i = 0; i < 100; ++i) {
    run.history.observations.push_back(seen(Fact::request_sent, 100, 10 + i, "client-1"));
  }
  const auto lines = story(run.trace, run.history, run.evidence, 5);
  REQUIRE(lines.size() == 5);
  CHECK(std::ranges::count_if(lines, &StoryLine::is_evidence) == 2);
  CHECK(std::ranges::count_if(lines, &StoryLine::is_fault) == 1);
}

TEST_CASE("a story leaves out what other payments did") {
  ShownRun run = charged_twice();
  auto other = seen(Fact::request_sent, 30, 5, "client-2");
  other.payable = "pay-2";
  run.history.observations.push_back(other);
  for (const StoryLine& line : story(run.trace, run.history, run.evidence)) {
    CHECK(line.who != "client-2");
  }
}

TEST_CASE("truth and belief stand side by side, and say where they part") {
  ShownRun run = charged_twice();
  auto sides = three_sides(run.history);
  REQUIRE(sides.size() == 1);
  CHECK(sides.front() ==
        ThreeSides{"pay-1", "capture 1", "2 x 12.50 EUR", "failed", "no answer", true});
  auto undone = seen(Fact::effect_reversed, 4000, 5, "acquirer");
  undone.effect = "fx-2";
  run.history.observations.push_back(undone);
  CHECK(three_sides(run.history).front().truth == "2 x 12.50 EUR, 1 undone");
}

TEST_CASE("truth and belief are shown as they were when it broke, and the end beside it") {
  ShownRun run = charged_twice();
  auto late = seen(Fact::transition_committed, 5000, 6, "shop-1");
  late.to = "succeeded";
  run.history.observations.push_back(late);
  const auto sides = three_sides(run.history, run.evidence);
  CHECK(sides.front().belief.ends_with(" → succeeded"));
  CHECK(sides.front().truth.find("→") == std::string::npos);
  CHECK_THAT(truth_and_belief(run.history, run.evidence, plain),
             Catch::Contains("when it broke → in the end"));
}

TEST_CASE("ledger and consumers stand beside truth where the evidence is about them") {
  ShownRun run = charged_twice();
  CHECK(!is_about_news(run.history, run.evidence));
  auto event = seen(Fact::event_committed, 4000, 5, "shop-1");
  event.event = "event-1";
  auto taken = seen(Fact::event_applied, 4001, 6, "ledger");
  taken.event = "event-1";
  taken.processor = "ledger";
  auto leg = seen(Fact::posting_committed, 4001, 7, "ledger");
  leg.event = "event-1";
  leg.amount = {1250, "EUR"};
  for (const auto& one : {event, taken, leg}) run.history.observations.push_back(one);
  run.evidence.push_back(5);
  CHECK(is_about_news(run.history, run.evidence));
  CHECK(three_sides(run.history).front().posted == "12.50 EUR");
  CHECK(three_sides(run.history).front().taken_by == "ledger");
  CHECK_THAT(truth_and_belief(run.history, run.evidence, plain),
             Catch::Contains("the ledger posted") && Catch::Contains("12.50 EUR"));
}
