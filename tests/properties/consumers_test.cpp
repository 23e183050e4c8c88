// no_consumer_blocking: one consumer's trouble and the others' news.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

// Two events of one payable; the ledger has taken the first, the sink refuses it.
HistoryBuilder two_events() {
  HistoryBuilder story;
  story.step("succeeded").commit_event(Outcome::success);
  story.publish("event-1", "ledger").consume("event-1", "ledger");
  story.publish("event-1", "notifications");
  story.intent("pay-1", OperationKind::refund, 1).step("succeeded").commit_event(Outcome::success);
  return story;
}

// The relay goes on offering the first event to the sink.
HistoryBuilder& offered(HistoryBuilder& story, int times) {
  for (int i = 0; i < times; ++i) story.wait(10).publish("event-1", "notifications");
  return story;
}

std::string_view judged_so(const HistoryBuilder& story) {
  return says(story, "no_consumer_blocking");
}

}  // namespace

TEST_CASE("a consumer that takes what it is sent is not kept waiting by one that refuses") {
  auto story = two_events();
  CHECK(judged_so(offered(story, 8)) == "violated");
  CHECK(judged_so(story.publish("event-2", "ledger").consume("event-2", "ledger")) == "violated");
  auto prompt = two_events().publish("event-2", "ledger");
  CHECK(judged_so(offered(prompt, 8)) == "holds");
}

TEST_CASE("within T_recon a consumer may wait") {
  auto story = two_events();
  CHECK(judged_so(offered(story, 5)) == "holds");
}

TEST_CASE("a relay that sends nothing to anybody blocks nobody on another's account") {
  CHECK(judged_so(two_events().wait(1000).heal()) == "holds");
}

TEST_CASE("who has not taken the event before waits on its own account") {
  HistoryBuilder story;
  story.step("succeeded").commit_event(Outcome::success).publish("event-1", "ledger");
  story.publish("event-1", "notifications").consume("event-1", "notifications");
  story.intent("pay-1", OperationKind::refund, 1).step("succeeded").commit_event(Outcome::success);
  for (int i = 0; i < 8; ++i) story.wait(10).publish("event-1", "ledger");
  CHECK(judged_so(story.publish("event-2", "notifications")) == "violated");
  CHECK(says(story, "outbox_complete") == "unknown");
}

TEST_CASE("a lost acknowledgement starts the wait anew") {
  auto story = two_events();
  for (int i = 0; i < 8; ++i) story.wait(10).publish("event-1", "ledger");
  CHECK(judged_so(offered(story, 1)) == "holds");
}

TEST_CASE("an earlier event that its consumer refuses to one node starts the wait anew as well") {
  auto story = two_events();
  story.publish("event-2", "ledger").consume("event-2", "ledger");
  story.intent("pay-1", OperationKind::refund, 2).step("succeeded").commit_event(Outcome::success);
  auto refusing = story;
  for (int i = 0; i < 8; ++i) refusing.wait(10).publish("event-1", "ledger");
  CHECK(judged_so(offered(refusing, 1)) == "holds");
  CHECK(judged_so(offered(story, 8)) == "violated");
}
