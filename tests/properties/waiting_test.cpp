// orphan_bound, no_state_blocking: histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

// A payment of ann's in doubt, and her next one, asked for once faults have stopped.
HistoryBuilder in_doubt() {
  auto story = begun();
  story.answer(Outcome::unknown).step("unknown").heal();
  return story.intent("pay-2", OperationKind::authorise, 1).declare().request();
}

HistoryBuilder& resolved(HistoryBuilder& story) {
  return story.intent("pay-1", OperationKind::capture, 1).operation("op-1").step("succeeded");
}

}  // namespace

TEST_CASE("an orphaned key is taken over and its operation settled") {
  auto story = begun().heal().wait(30).take_over().look_up(Outcome::success).step("succeeded");
  CHECK(says(story.complete().rest(), "orphan_bound") == "holds");
}

TEST_CASE("an orphaned key that nobody takes over is found after lease and T_resolve") {
  auto story = begun().heal();
  CHECK(says(HistoryBuilder(story).wait(139).heal(), "orphan_bound") == "unknown");
  CHECK(says(HistoryBuilder(story).wait(141).heal(), "orphan_bound") == "violated");
  CHECK(says(HistoryBuilder(story).rest(), "orphan_bound") == "violated");
}

TEST_CASE("without a stated lease only rest decides") {
  auto bounds = usual_bounds;
  bounds.lease_max = 0;
  auto story = begun().bounds(bounds).heal().wait(500).heal();
  CHECK(says(story, "orphan_bound") == "unknown");
  CHECK(says(story.rest(), "orphan_bound") == "violated");
}

TEST_CASE("a key waits as long as it must for a person, or once its client was answered") {
  auto parked = begun().step("unknown").step("parked", "no_look_up").heal().wait(500);
  CHECK(says(parked.request(2).respond(409, Outcome::none).rest(), "orphan_bound") == "holds");
  auto answered = begun().step("succeeded").respond(201, Outcome::success).heal().wait(500);
  CHECK(says(answered.rest(), "orphan_bound") == "holds");
}

TEST_CASE("a key that was claimed for nothing turns no one away for good") {
  auto story = HistoryBuilder().declare().request().claim().heal();
  CHECK(says(HistoryBuilder(story).wait(10).request(2).respond(409, Outcome::none).abandon().rest(),
             "orphan_bound") == "holds");
  CHECK(
      says(HistoryBuilder(story).wait(141).request(2).respond(409, Outcome::none).abandon().rest(),
           "orphan_bound") == "violated");
}

TEST_CASE("a claim under which nothing began does not lock its payable for other keys") {
  auto story = HistoryBuilder().declare().request().claim();
  story.about.key = "key-2";
  auto early = HistoryBuilder(story).wait(10).request(2).respond(409, Outcome::none);
  CHECK(says(early.abandon().rest(), "orphan_bound") == "holds");
  auto busy = HistoryBuilder(story).wait(130).request(2).claim().wait(20).request(3);
  CHECK(says(busy.respond(409, Outcome::none).rest(), "orphan_bound") == "holds");
  story.wait(141).request(2).respond(409, Outcome::none);
  CHECK(says(story, "orphan_bound") == "violated");
}

TEST_CASE("whoever takes over asks before sending under another key") {
  auto story = begun().wait(30).take_over();
  CHECK(says(HistoryBuilder(story).send_with("pk-2").settle(Outcome::success).complete().rest(),
             "orphan_bound") == "violated");
  CHECK(says(HistoryBuilder(story).look_up(Outcome::not_attempted).send_with("pk-2").complete(),
             "orphan_bound") == "holds");
  CHECK(says(HistoryBuilder(story).send().step("succeeded").complete(), "orphan_bound") == "holds");
}

TEST_CASE("a takeover of what was never sent, or is settled, need not ask") {
  HistoryBuilder story;
  story.declare().request().claim().step("initiated").wait(30).take_over().step("attempting");
  CHECK(says(story.send_with("pk-2").step("succeeded").complete(), "orphan_bound") == "holds");
  auto settled = begun().answer(Outcome::declined).wait(30).take_over().send_with("pk-2");
  CHECK(says(settled.step("succeeded").complete(), "orphan_bound") == "holds");
}

TEST_CASE("without a key at the processor a takeover must ask") {
  HistoryBuilder story;
  story.about.processor_key = "";
  story.declare().request().claim().step("attempting").send().wait(30).take_over().send();
  CHECK(says(story.step("succeeded").complete(), "orphan_bound") == "violated");
}

TEST_CASE("the next payment begins though the last one is in doubt") {
  CHECK(says(in_doubt().send().wait(200).rest(), "no_state_blocking") == "holds");
  auto refused = in_doubt().respond(402, Outcome::declined).wait(200);
  CHECK(says(refused.rest(), "no_state_blocking") == "holds");
}

TEST_CASE("the next payment does not wait for the last one to be settled") {
  CHECK(says(in_doubt().wait(121).rest(), "no_state_blocking") == "violated");
  CHECK(says(in_doubt().step("initiated").wait(121).rest(), "no_state_blocking") == "violated");
  auto late = in_doubt().wait(121).send();
  CHECK(says(resolved(late).rest(), "no_state_blocking") == "violated");
}

TEST_CASE("a client that gave up was held up only if the service was at work meanwhile") {
  auto story = in_doubt();
  CHECK(says(HistoryBuilder(story).abandon().rest(), "no_state_blocking") == "holds");
  story.intent("pay-1", OperationKind::capture, 1).look_up(Outcome::unknown);
  story.intent("pay-2", OperationKind::authorise, 1).abandon();
  CHECK(says(story.rest(), "no_state_blocking") == "violated");
}

TEST_CASE("a wait has other causes if the last payment was settled meanwhile") {
  auto story = in_doubt();
  story.wait(60);
  CHECK(says(resolved(story).wait(100).rest(), "no_state_blocking") == "holds");
}

TEST_CASE("another customer's doubt, or another step of the same payable, blocks nobody") {
  auto story = begun().answer(Outcome::unknown).step("unknown").heal();
  story.about.customer = "bob";
  story.intent("pay-2", OperationKind::authorise, 1).declare().request().wait(121);
  CHECK(says(story.rest(), "no_state_blocking") == "holds");
  auto same = begun().answer(Outcome::unknown).step("unknown").heal();
  same.intent("pay-1", OperationKind::capture, 2).declare().request().wait(121);
  CHECK(says(same.rest(), "no_state_blocking") == "holds");
}

TEST_CASE("while faults strike, the service must be seen to act on something else") {
  auto story = begun().answer(Outcome::unknown).step("unknown");
  story.intent("pay-2", OperationKind::authorise, 1).declare().request();
  CHECK(says(HistoryBuilder(story).wait(121).stop("limit"), "no_state_blocking") == "holds");
  CHECK(says(HistoryBuilder(story).abandon().wait(121).stop("limit"), "no_state_blocking") ==
        "holds");
  story.intent("pay-3", OperationKind::authorise, 1).send().wait(121);
  CHECK(says(story.stop("limit"), "no_state_blocking") == "violated");
}
