// What never came: the timeline runs on to the deadline, and says there what should have come.
#include <catch2/catch.hpp>

#include "reports/concern.hpp"
#include "reports/pages/sequence_svg.hpp"
#include "reports/playbooks/mermaid.hpp"
#include "reports/playbooks/playbook.hpp"
#include "reports/screens/failure_screen.hpp"
#include "reports/screens/replay_screen.hpp"
#include "reports/sequence.hpp"
#include "reports/story.hpp"
#include "reports/wording.hpp"
#include "tests/reports/real_finding.hpp"

using namespace assay;
using namespace assay::reports;

namespace {

const Ink without_colour{false};

const ShownRun& never_asked() { return *real::never_asked().run; }

std::string deadline() { return deadline_words(*never_asked().missed); }

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a story runs on to the deadline that was missed, and ends with it") {
  const auto lines = story(never_asked(), 1000);
  REQUIRE(never_asked().missed);
  CHECK(lines.back().is_deadline);
  CHECK(lines.back().at == never_asked().missed->due);
  CHECK(lines.back().what ==
        "deadline: by now the processor should have been asked after authorise 1 of pay-1; owed by "
        "the service");
  const auto evidence = std::ranges::find_if(lines, &StoryLine::is_evidence);
  CHECK(std::ranges::any_of(lines, [&](const StoryLine& one) {
    return one.at > evidence->at && !one.is_deadline;  // what happened meanwhile is told
  }));
}

TEST_CASE("a deadline is never left out for want of room") {
  const auto lines = story(never_asked(), 3);
  CHECK(std::ranges::count_if(lines, &StoryLine::is_deadline) == 1);
  const Sequence made = sequence(never_asked(), 3);
  CHECK(std::ranges::count(made.steps, StepKind::deadline, &Step::kind) == 1);
}

TEST_CASE("what comes too late stands behind the deadline") {
  ShownRun run = never_asked();
  run.missed->due = run.history.at(run.evidence.front())->at - 1;
  const auto lines = story(run, 1000);
  const auto missed = std::ranges::find_if(lines, &StoryLine::is_deadline);
  const auto late = std::ranges::find_if(lines, &StoryLine::is_evidence);
  CHECK(missed < late);
}

TEST_CASE("every form of a finding shows the deadline") {
  const FindingReport& finding = real::never_asked();
  const std::string words = "authorise 1 of pay-1; owed by the service";
  CHECK(says(failure_screen(finding.reported, finding.run, without_colour), words));
  CHECK(says(timeline(never_asked(), Ink{false, 300}), "✗ " + deadline()));
  CHECK(says(sequence_svg(sequence(never_asked()), "x"), "class=\"deadline\""));
  CHECK(says(mermaid(sequence(never_asked())), "✗ deadline: by now the processor"));
  CHECK(says(playbook(finding), "| ✗ |"));
}

TEST_CASE("where all came to rest before its bound ran out, a deadline says so") {
  const properties::Missed missed{5'000'000'000, true, "event 7 should have been sent",
                                  "the relay"};
  CHECK(deadline_words(missed) ==
        "all is at rest, nothing more comes: event 7 should have been sent; owed by the relay");
}

TEST_CASE("truth and belief are those of the deadline") {
  const std::uint64_t broken = broken_at(never_asked());
  CHECK(never_asked().history.at(broken)->at <= never_asked().missed->due);
  CHECK(broken > never_asked().evidence.back());
}

TEST_CASE("every property that waits for something says by when, what and from whom") {
  struct Waiting {
    const char* defect;
    const char* scenario;
    const char* property;
  };
  for (const auto& [defect, scenario, property] :
       {Waiting{"claim_without_expiry", "phantom_transition", "eventual_terminal"},
        {"claim_without_expiry", "phantom_transition", "orphan_bound"},
        {"dual_write_without_outbox", "partial_write", "outbox_complete"},
        {"one_consumer_blocks_all", "retry_loop", "no_consumer_blocking"},
        {"alarms_muted_after_start", "partial_approval", "alarms_true"},
        {"second_effect_overlooked", "doubled_request", "no_unseen_effect"},
        {"silence_ends_questions", "long_outage", "progress"}}) {
    INFO(defect << " in " << scenario << ": " << property);
    const FindingReport finding = real::found(defect, scenario, property);
    REQUIRE(finding.run->missed);
    CHECK(finding.run->missed->due > 0);
    CHECK(says(finding.run->missed->what, " should have been "));
    CHECK_FALSE(finding.run->missed->from.empty());
    CHECK(finding.run->missed->due <= finding.run->history.back().at);
  }
}

TEST_CASE("the screen of a replay tells what repeats once, and evidence and faults each time") {
  const std::string folded = timeline(never_asked(), Ink{false, 300});
  const std::string whole = timeline(never_asked().trace, Ink{false, 300});
  CHECK(std::ranges::count(folded, '\n') * 2 < std::ranges::count(whole, '\n'));
  CHECK(says(folded, "lines above"));
  CHECK(says(folded, "▸ transition_committed"));
  CHECK(count_of(folded, "lose at") == sim::fault_count(real::never_asked().reported.finding.plan));
}

TEST_CASE("a sequence folds what repeats into a loop, and keeps evidence and faults out of it") {
  const Sequence made = sequence(never_asked(), 1000);
  std::size_t repeated = 0;
  for (const Step& step : made.steps) {
    if (step.cycle == 0) continue;
    ++repeated;
    CHECK(step.times >= 3);
    CHECK(step.until >= step.at);
    CHECK_FALSE(step.is_evidence);
    CHECK(step.kind != StepKind::fault);
  }
  CHECK(repeated > 0);
  CHECK(says(mermaid(made), "  loop x "));
  CHECK(says(sequence_svg(made, "x"), "class=\"cycle\""));
}

TEST_CASE("a lease that changes hands has a lane, with a bar for each who holds it") {
  const Sequence made = sequence(never_asked(), 1000);
  CHECK(made.lanes.back() == "lease k-pay-1-a1");
  const auto grants = std::ranges::count(made.steps, StepKind::grant, &Step::kind);
  CHECK(grants == 3);
  CHECK(std::ranges::count(made.steps, StepKind::grant_end, &Step::kind) == grants);
  const std::string svg = sequence_svg(made, "x");
  CHECK(count_of(svg, "class=\"held\"") == static_cast<std::size_t>(grants));
  CHECK(says(mermaid(made), "  activate n_lease_k_pay_1_a1\n"));
}

TEST_CASE("a consumer that is waited for has a lane, in the diagram and in the story") {
  const FindingReport finding =
      real::found("one_consumer_blocks_all", "retry_loop", "no_consumer_blocking");
  const Sequence made = sequence(*finding.run, 1000);
  CHECK(std::ranges::find(made.lanes, "ledger") != made.lanes.end());
  CHECK(std::ranges::find(made.lanes, "notifications") != made.lanes.end());
  CHECK(std::ranges::any_of(made.steps, [](const Step& step) {
    return step.kind == StepKind::call && step.to == "notifications";
  }));
  const auto lines = story(*finding.run, 1000);
  CHECK(std::ranges::any_of(lines, [](const StoryLine& one) { return one.who == "ledger"; }));
}
