// The sequence diagram of a failure that was found for real.
#include "reports/sequence.hpp"

#include <catch2/catch.hpp>

#include "reports/playbooks/mermaid.hpp"
#include "tests/reports/real_finding.hpp"

using namespace assay;
using namespace assay::reports;

namespace {

const ShownRun& run() { return *real::charged_twice().run; }

std::ptrdiff_t count(const Sequence& sequence, StepKind kind) {
  return std::ranges::count(sequence.steps, kind, &Step::kind);
}

}  // namespace

TEST_CASE("a sequence has every fault of the plan and every piece of evidence") {
  const Sequence made = sequence(run());
  const auto faults = sim::fault_count(real::charged_twice().reported.finding.plan);
  CHECK(count(made, StepKind::fault) == static_cast<std::ptrdiff_t>(faults));
  CHECK(std::ranges::count_if(made.steps, &Step::is_evidence) ==
        static_cast<std::ptrdiff_t>(run().evidence.size()));
}

TEST_CASE("a message that never arrives is an arrow that is lost, with both of its ends") {
  const Sequence made = sequence(run());
  CHECK(count(made, StepKind::lost) == 2);
  for (const Step& step : made.steps) {
    if (step.kind != StepKind::lost) continue;
    CHECK_FALSE(step.from.empty());
    CHECK(std::ranges::find(made.lanes, step.to) != made.lanes.end());
  }
}

TEST_CASE("steps are in the order of time, clients have the first lanes") {
  const Sequence made = sequence(run());
  CHECK(std::ranges::is_sorted(made.steps, {}, &Step::at));
  CHECK(made.lanes == std::vector<std::string>{"client-1", "shop-1", "acquirer"});
}

TEST_CASE("what an answer said stands on its arrow") {
  ShownRun until_told = run();
  const auto heard = std::ranges::find_if(until_told.history, [](const history::Observation& seen) {
    return seen.is<history::ResponseReceived>();
  });
  REQUIRE(heard != until_told.history.end());
  until_told.evidence = {heard->sequence};
  const Sequence made = sequence(until_told);
  const auto told = std::ranges::find_if(made.steps, [](const Step& step) {
    return step.kind == StepKind::reply && step.to == "client-1";
  });
  REQUIRE(told != made.steps.end());
  CHECK(told->text == "authorise, try 1: not attempted (503)");
}

TEST_CASE("a sequence that is too long keeps its faults and its evidence, and says what it lacks") {
  const std::size_t all = sequence(run(), 1000).steps.size();
  const Sequence made = sequence(run(), 6);
  CHECK(made.steps.size() == 6);
  CHECK(made.left_out == all - 6);
  CHECK(count(made, StepKind::fault) == 2);
  CHECK(std::ranges::count_if(made.steps, &Step::is_evidence) ==
        static_cast<std::ptrdiff_t>(run().evidence.size()));
}

TEST_CASE("a sequence leaves out what other payments did") {
  ShownRun crowded = run();
  for (auto& event : crowded.trace) {
    const auto at = event.what.find("pay-1/");
    if (at != std::string::npos) event.what.replace(at, 5, "pay-10");
  }
  for (const Step& step : sequence(crowded, 1000).steps) {
    CHECK(step.kind != StepKind::call);
    CHECK(step.kind != StepKind::lost);
  }
}

TEST_CASE("in Mermaid each step is a line, and each lane is declared") {
  const Sequence made = sequence(run());
  const std::string text = mermaid(made);
  CHECK(text.starts_with("sequenceDiagram\n"));
  CHECK(static_cast<std::size_t>(std::ranges::count(text, '\n')) ==
        1 + made.lanes.size() + made.steps.size());
  CHECK_THAT(text, Catch::Contains("actor n_client_1 as client-1") &&
                       Catch::Contains("n_shop_1-xn_acquirer: authorise, attempt 1"));
}

TEST_CASE("text that Mermaid would take for syntax is reworded") {
  const Sequence made{{"a;b"}, {{0, StepKind::fact, "a;b", "", "x; y #1 <br>\nz"}}, 0};
  const std::string text = mermaid(made);
  CHECK(text.find(';') == std::string::npos);
  CHECK(text.find('#') == std::string::npos);
  CHECK(std::ranges::count(text, '\n') == 3);
}
