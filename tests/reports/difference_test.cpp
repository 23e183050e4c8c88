// Two runs held against each other: where they part, and what of money and judgement is told.
#include "reports/comparison/difference.hpp"

#include <catch2/catch.hpp>

#include "reports/comparison/difference_json.hpp"
#include "reports/comparison/run_record_json.hpp"
#include "reports/screens/difference_screen.hpp"

using namespace assay;
using namespace assay::reports;

namespace {

RecordedEvent event_of(std::uint32_t id, const std::string& what) {
  return {id, id * 1'000'000, "shop-1", "note", what, id - 1, std::string(15, '0') + "a"};
}

RunRecord a_run() {
  RunRecord run;
  run.subject = {
      "lost_response, seed 3", "lost_response", std::string(32, '1'), "payments", "", 5, "1.0"};
  run.digest = std::string(32, '2');
  run.exit = "at_rest";
  run.verdict = "holds";
  run.trace = {event_of(1, "one"), event_of(2, "two"), event_of(3, "three")};
  run.judgements = {{"no_false_failure", "holds", {}, ""}};
  run.plan = {{"acquirer.capture/reply @ shop-1/pay-1", 1, "lose", sim::DecisionKind::fault}};
  run.operations = {{"pay-1", "capture 1", "12.50 EUR", "succeeded", "success (200)"}};
  run.balances = {{"processor", "charged", "EUR", 1250}};
  return run;
}

const Ink narrow{false, 80};

std::size_t widest_line(const std::string& screen) {
  std::size_t widest = 0;
  std::size_t from = 0;
  for (std::size_t end = screen.find('\n'); end != std::string::npos;
       from = end + 1, end = screen.find('\n', from)) {
    widest = std::max(widest, width(screen.substr(from, end - from)));
  }
  return widest;
}

}  // namespace

TEST_CASE("a run does not differ from itself") {
  const Difference difference = difference_of(a_run(), a_run());
  CHECK(difference.none());
  CHECK_THAT(difference_screen(difference, a_run(), a_run(), narrow),
             Catch::Contains("the runs are the same") && !Catch::Contains("Money"));
}

TEST_CASE("two runs part at the first event whose words differ, or which only one has") {
  RunRecord other = a_run();
  other.trace[1].what = "another";
  CHECK(difference_of(a_run(), other).parting == 1U);
  other = a_run();
  other.trace.pop_back();
  CHECK(difference_of(a_run(), other).parting == 2U);
  CHECK_THAT(difference_screen(difference_of(a_run(), other), a_run(), other, narrow),
             Catch::Contains("They part at event 3, after 2 events in common") &&
                 Catch::Contains("the run has ended"));
}

TEST_CASE("what no words show is told as well, where it comes before the words") {
  RunRecord other = a_run();
  other.trace[1].digest = std::string(16, 'f');
  other.trace[2].what = "another";
  Difference difference = difference_of(a_run(), other);
  CHECK(difference.silent_parting == 1U);
  CHECK(difference.parting == 2U);
  other.trace[0].what = "sooner";
  difference = difference_of(a_run(), other);
  CHECK_FALSE(difference.silent_parting);
}

TEST_CASE("an answer, a sum, a judgement or an end that differs makes the runs differ") {
  const auto differs = [](auto change) {
    RunRecord other = a_run();
    change(other);
    return !difference_of(a_run(), other).none() && !difference_of(other, a_run()).none();
  };
  CHECK(differs([](RunRecord& run) { run.plan.clear(); }));
  CHECK(differs([](RunRecord& run) { run.operations.front().belief = "failed"; }));
  CHECK(differs([](RunRecord& run) { run.operations.clear(); }));
  CHECK(differs([](RunRecord& run) { run.balances.front().minor = 2500; }));
  CHECK(differs([](RunRecord& run) { run.judgements.front().verdict = "violated"; }));
  CHECK(differs([](RunRecord& run) { run.exit = "deadlock"; }));
  CHECK(differs([](RunRecord& run) { run.failure = "ended: bad"; }));
  CHECK(differs([](RunRecord& run) { run.digest.back() = '3'; }));
}

TEST_CASE("what was not the same to begin with is said, and makes no difference by itself") {
  RunRecord other = a_run();
  other.subject.system = "my_shop";
  other.subject.behaviour = 6;
  other.judgements.push_back({"a_new_property", "violated", {"it broke"}, ""});
  const Difference difference = difference_of(a_run(), other);
  CHECK(difference.none());
  CHECK(difference.subjects == std::vector<std::string>{"system: payments in A, my_shop in B",
                                                        "behaviour version: 5 in A, 6 in B"});
}

TEST_CASE("the money of both runs stands side by side, and no line is wider than the terminal") {
  RunRecord other = a_run();
  other.operations.front().truth = "2 x 12.50 EUR";
  other.balances = {{"processor", "charged", "EUR", 2500}, {"ledger", "cash", "EUR", 7}};
  const Difference difference = difference_of(a_run(), other);
  const std::string screen = difference_screen(difference, a_run(), other, narrow);
  INFO(screen);
  CHECK_THAT(screen, Catch::Contains("2 x 12.50 EUR") && Catch::Contains("25.00 EUR") &&
                         Catch::Contains("0.07 EUR") && Catch::Contains("nothing"));
  CHECK(widest_line(screen) <= 80);
  const auto value = to_json(difference, a_run(), other);
  CHECK(value["schema"] == "assay.diff/1");
  CHECK_FALSE(value["same"].get<bool>());
  CHECK(value["money"]["balances"][0]["a"] == 1250);
  CHECK(value["money"]["balances"][0]["b"] == 2500);
  CHECK(value["money"]["balances"][1]["a"] == nullptr);
  CHECK(value["money"]["operations"][0]["b"]["truth"] == "2 x 12.50 EUR");
}

TEST_CASE("sums leave out what was undone, and say so where nobody can count them") {
  history::History seen;
  const auto effect = [&](const char* name, history::OperationKind kind, std::int64_t minor) {
    history::EffectApplied fact{.effect = seen.name(name), .amount = {minor, "EUR"}};
    fact.kind = kind;
    seen.add({.observer = seen.name("acquirer")}, fact);
  };
  effect("fx-1", history::OperationKind::capture, 1250);
  effect("fx-2", history::OperationKind::capture, 700);
  effect("fx-3", history::OperationKind::refund, 50);
  seen.add({.observer = seen.name("acquirer")},
           history::EffectReversed{.effect = seen.name("fx-2"), .amount = {700, "EUR"}});
  CHECK(balances(seen) == std::vector<Balance>{{"processor", "capture", "EUR", 1250},
                                               {"processor", "charged", "EUR", 1200},
                                               {"processor", "refund", "EUR", 50}});
  effect("fx-4", history::OperationKind::capture, std::numeric_limits<std::int64_t>::max());
  CHECK(to_text(balances(seen).front()) == "more than can be counted");
}
