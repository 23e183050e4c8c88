// legal_transitions, outbox_atomic, outbox_complete: histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <set>
#include <utility>

using namespace assay::properties;
using namespace assay::properties::stories;
using assay::history::State;

namespace {
constexpr std::array<const char*, 9> states{"",        "initiated", "attempting",
                                            "succeeded", "declined",  "pending",
                                            "unknown", "failed",    "parked"};
const std::set<std::pair<std::string, std::string>> edges{
    {"", "initiated"},           {"initiated", "attempting"}, {"initiated", "failed"},
    {"attempting", "succeeded"}, {"attempting", "declined"},  {"attempting", "pending"},
    {"attempting", "unknown"},   {"attempting", "failed"},    {"attempting", "attempting"},
    {"unknown", "succeeded"},    {"unknown", "declined"},     {"unknown", "pending"},
    {"unknown", "failed"},       {"unknown", "attempting"},   {"unknown", "parked"},
    {"pending", "succeeded"},    {"pending", "declined"},     {"pending", "failed"},
    {"pending", "parked"},       {"declined", "succeeded"},   {"failed", "succeeded"},
    {"parked", "succeeded"},     {"parked", "declined"},      {"parked", "failed"},
    {"failed", "attempting"}};

// The shortest legal way to a state.
HistoryBuilder standing_at(const std::string& state) {
  HistoryBuilder story;
  if (state.empty()) return story;
  story.step("initiated");
  if (state == "initiated") return story;
  story.step("attempting");
  if (state == "parked") story.step("unknown");
  if (state != "attempting") story.step(state);
  return story;
}
}  // namespace

TEST_CASE("every pair of states is legal or not as the operation states allow") {
  for (const std::string from : states) {
    for (const std::string to : states) {
      if (to.empty()) continue;
      INFO(from << " -> " << to);
      const bool legal = edges.contains({from, to});
      CHECK((verdict(standing_at(from).step(to), "legal_transitions") == Verdict::holds) == legal);
    }
  }
}

TEST_CASE("a step has the next version, evidence, a known state and starts where it stood") {
  const auto spoilt = [](auto spoil) {
    assay::history::Drafts drafts(happy().told());
    for (auto& row : drafts.rows) {
      auto* step = row.as<assay::history::TransitionCommitted>();
      if (step != nullptr && step->to == State::attempting) spoil(*step);
    }
    return judged(drafts.history(), "legal_transitions").verdict;
  };
  CHECK(spoilt([](auto&) {}) == Verdict::holds);
  CHECK(spoilt([](auto& step) { ++step.version; }) == Verdict::violated);
  CHECK(spoilt([](auto& step) { step.evidence = {}; }) == Verdict::violated);
  CHECK(spoilt([](auto& step) { step.to = State::unlisted; }) == Verdict::violated);
  CHECK(spoilt([](auto& step) { step.from = State::unknown; }) == Verdict::violated);
}

TEST_CASE("two operations keep versions of their own") {
  HistoryBuilder story;
  story.step("initiated").operation("op-2").step("initiated").operation("op-1").step("attempting");
  CHECK(says(story, "legal_transitions") == "holds");
}

TEST_CASE("a result and its event are committed in one transaction") {
  CHECK(says(happy(), "outbox_atomic") == "holds");
  CHECK(says(begun().step("succeeded"), "outbox_atomic") == "violated");
  CHECK(says(begun().step("succeeded").step("x").commit_event(Outcome::success),
             "outbox_atomic") == "violated");
}

TEST_CASE("an event is committed only with its step, and says what it says") {
  CHECK(says(begun().commit_event(Outcome::success), "outbox_atomic") == "violated");
  CHECK(says(begun().step("declined").commit_event(Outcome::success), "outbox_atomic") ==
        "violated");
  CHECK(says(begun().step("failed").commit_event(Outcome::not_attempted), "outbox_atomic") ==
        "holds");
  CHECK(says(begun().step("succeeded").priced(9).commit_event(Outcome::success),
             "outbox_atomic") == "violated");
}

TEST_CASE("nothing spreads that was not committed before") {
  CHECK(says(begun().publish("event-1", "ledger"), "outbox_atomic") == "violated");
  CHECK(says(begun().apply("event-1", "ledger"), "outbox_atomic") == "violated");
  CHECK(says(begun().publish("event-1", "ledger").settle(Outcome::success), "outbox_atomic") ==
        "violated");
}

TEST_CASE("every consumer acknowledges and applies every event, twice if need be") {
  CHECK(says(happy(), "outbox_complete") == "holds");
  auto twice = begun();
  twice.settle(Outcome::success).deliver("event-1").deliver("event-1").rest();
  CHECK(says(twice, "outbox_complete") == "holds");
  auto unapplied = begun();
  unapplied.settle(Outcome::success).publish("event-1", "ledger").consume("event-1", "ledger");
  CHECK(says(HistoryBuilder(unapplied).rest(), "outbox_complete") == "violated");
  CHECK(says(unapplied, "outbox_complete") == "unknown");
}

TEST_CASE("an event that nobody was sent is missing") {
  CHECK(says(begun().settle(Outcome::success).rest(), "outbox_complete") == "violated");
}

TEST_CASE("an event that one of two consumers never had is missing") {
  auto story = begun();
  story.settle(Outcome::success).consume("event-1", "ledger").apply("event-1", "ledger");
  CHECK(says(HistoryBuilder(story).rest(), "outbox_complete") == "holds");
  CHECK(says(story.publish("event-1", "notifications").rest(), "outbox_complete") == "violated");
}

TEST_CASE("first deliveries of a payable follow the order of commit, repeats may come any time") {
  HistoryBuilder story;
  story.settle(Outcome::success).settle(Outcome::success);
  CHECK(says(HistoryBuilder(story).deliver("event-1").deliver("event-2").deliver("event-1").rest(),
             "outbox_complete") == "holds");
  CHECK(says(HistoryBuilder(story).deliver("event-2").deliver("event-1").rest(),
             "outbox_complete") == "violated");
  CHECK(says(HistoryBuilder(story).consume("event-2", "ledger"), "outbox_complete") == "violated");
}

TEST_CASE("payables do not wait for each other") {
  HistoryBuilder story;
  story.settle(Outcome::success);
  story.intent("pay-2", OperationKind::capture, 1).settle(Outcome::success);
  CHECK(says(story.deliver("event-2").deliver("event-1").rest(), "outbox_complete") == "holds");
}
