// Lines of the log of the code under test, and its alarms, on timelines.
#include <catch2/catch.hpp>

#include "reports/screens/replay_screen.hpp"
#include "reports/sequence.hpp"
#include "reports/story.hpp"

using namespace assay;
using namespace assay::reports;

namespace {

/// A capture whose state is told after a line of the log, both as the trace notes them.
ShownRun logging_run(history::LogLevel level) {
  ShownRun run;
  history::History& history = run.history;
  const history::Name shop = history.name("shop-1");
  history.add({.at = 1'000'000, .observer = shop},
              history::LineLogged{.text = history.name("no answer, tries again"), .level = level});
  history::TransitionCommitted step{.payable = history.name("pay-1"), .ordinal = 1};
  step.kind = history::OperationKind::capture;
  step.to = history::State::succeeded;
  history.add({.at = 1'000'000, .observer = shop}, step);
  const sim::TimePoint at{1'000'000};
  run.trace = {{at, 1, 0, sim::TraceKind::log, "shop-1", "warning: no answer, tries again"},
               {at, 2, 1, sim::TraceKind::alarm, "shop-1", "event_undelivered for event-1"},
               {at, 3, 2, sim::TraceKind::note, "shop-1", "transition_committed: pay-1/capture-1"}};
  return run;
}

std::ptrdiff_t steps_of(const Sequence& sequence, StepKind kind) {
  return std::ranges::count(sequence.steps, kind, &Step::kind);
}

}  // namespace

TEST_CASE("the timeline shows a line of the log at its virtual time") {
  const std::string text = timeline(logging_run(history::LogLevel::warning).trace, Ink{false, 100});
  CHECK_THAT(text, Catch::Contains("0.001 s  shop-1  log    warning: no answer, tries again") &&
                       Catch::Contains("0.001 s  shop-1  alarm  event_undelivered for event-1"));
}

TEST_CASE("the story of a failure has the lines and alarms of the code under test") {
  const ShownRun run = logging_run(history::LogLevel::info);
  const std::string text = to_text(story(run), Ink{false, 100});
  CHECK_THAT(text, Catch::Contains("logs info: no answer, tries again") &&
                       Catch::Contains("raises an alarm: event undelivered for event-1"));
}

TEST_CASE("lines are the first that a story leaves out") {
  const ShownRun run = logging_run(history::LogLevel::error);
  const std::string text = to_text(story(run, 1), Ink{false, 100});
  CHECK_THAT(text, Catch::Contains("succeeded") && !Catch::Contains("logs"));
}

TEST_CASE("a warning is a sign that somebody could have noticed, and hides no fact behind it") {
  const Sequence warned = sequence(logging_run(history::LogLevel::warning));
  CHECK(steps_of(warned, StepKind::sign) == 2);  // the alarm, too
  CHECK(steps_of(warned, StepKind::belief) == 1);
  const Sequence informed = sequence(logging_run(history::LogLevel::info));
  CHECK(steps_of(informed, StepKind::sign) == 1);
  CHECK(steps_of(informed, StepKind::belief) == 1);
}
