// What the evidence of one payment supports: each property has a run that it accepts and one that
// it rejects.
#include <catch2/catch.hpp>

#include "outside/attack/judge.hpp"
#include "outside/attack/recorder.hpp"

namespace {

using namespace assay::outside::attack;
using namespace assay::sim::literals;
using assay::history::OperationKind;
using assay::history::State;
using assay::sim::TimePoint;

/// A payment as it is seen, step by step.
struct Seen {
  PaymentSpec spec;
  assay::history::History truth;
  Recorder recorder{spec, TimePoint{0}, truth};
  std::int64_t now = 0;
  std::vector<Believed> rows;

  TimePoint next() { return TimePoint{now += 1'000'000}; }
  Seen& asked() {
    if (now == 0) recorder.intent(next());
    recorder.sent(next(), 1, "key-1");
    return *this;
  }
  Seen& effect(const std::string& key = "k-1") {
    assay::history::EffectApplied fact;
    fact.payable = truth.name("whatever the processor calls it");
    fact.effect = truth.name("fx-" + std::to_string(now));
    fact.processor_key = truth.name(key);
    fact.amount = spec.amount;
    fact.ordinal = 1;
    fact.kind = OperationKind::capture;
    recorder.truth(truth.add({.at = next().ns(), .observer = truth.name("processor")}, fact));
    return *this;
  }
  Seen& told(Meaning meaning, unsigned status = 200) {
    recorder.told(next(), 1, "key-1", status, meaning);
    return *this;
  }
  Seen& believes(State state) {
    rows.push_back({OperationKind::capture, state, spec.amount});
    return *this;
  }
  std::vector<std::string> broken() {
    recorder.rest(next());
    recorder.belief(next(), rows, {OperationKind::capture});
    Run run;
    run.heard = recorder.heard();
    run.books = recorder.books();
    run.believes = true;
    std::vector<std::string> names;
    for (const Broken& one : broken_in(run)) names.push_back(one.property);
    return names;
  }
};

using Names = std::vector<std::string>;

TEST_CASE("one effect, told and booked, breaks nothing") {
  CHECK(Seen{}.asked().effect().told(Meaning::success).believes(State::succeeded).broken() ==
        Names{});
}

TEST_CASE("two effects of one payment are a double charge, and the gravest") {
  const Names names = Seen{}
                          .asked()
                          .effect("k-1")
                          .effect("k-2")
                          .told(Meaning::success)
                          .believes(State::succeeded)
                          .broken();
  REQUIRE_FALSE(names.empty());
  CHECK(names.front() == "at_most_one_effect");
}

TEST_CASE("success is not told of what did not happen, nor failure of what did") {
  CHECK(Seen{}.asked().told(Meaning::success).broken() == Names{"told_truth"});
  const Names names =
      Seen{}.asked().effect().told(Meaning::failed, 402).believes(State::failed).broken();
  CHECK(std::ranges::find(names, "told_truth") != names.end());
  CHECK(std::ranges::find(names, "books_agree") != names.end());
}

TEST_CASE("who says that it does not know is not accused, whatever moved") {
  CHECK(Seen{}.asked().effect().told(Meaning::unknown, 500).believes(State::unknown).broken() ==
        Names{});
  CHECK(Seen{}.asked().told(Meaning::pending, 202).believes(State::pending).broken() == Names{});
}

TEST_CASE("money of which no row speaks is in no book, and a row without money a false success") {
  CHECK(Seen{}.asked().effect().broken() == Names{"books_agree"});
  const Names wrong = Seen{}.asked().believes(State::succeeded).broken();
  CHECK(std::ranges::find(wrong, "no_false_success") != wrong.end());
}

TEST_CASE("what was not read is not judged") {
  Seen seen;
  seen.asked().effect().recorder.rest(seen.next());
  Run run;
  run.heard = seen.recorder.heard();
  CHECK(broken_in(run).empty());
  OutsideFile file;
  for (const Judged& one : judged_of(file)) {
    if (one.property == "books_agree") CHECK_FALSE(one.unknown.empty());
  }
}

TEST_CASE("a crash that nobody ordered, a query that finds something, no rest: each is broken") {
  Run run;
  run.crashes = {"the service shop exited with 1, and nobody had ended it"};
  run.found = {{"orphans", "[7]"}};
  run.at_rest = false;
  Names names;
  for (const Broken& one : broken_in(run)) names.push_back(one.property);
  CHECK(names == Names{"orphans", "stays_up", "comes_to_rest"});
}

}  // namespace
