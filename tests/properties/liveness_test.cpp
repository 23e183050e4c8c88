// eventual_terminal and progress: histories accepted, refused, and too short to tell.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {
// An operation nobody could settle, up to the moment before it is parked.
HistoryBuilder unanswerable() {
  auto story = begun();
  story.answer(Outcome::unknown).step("unknown");
  return story;
}
}  // namespace

TEST_CASE("a payment that ended and was told is done") {
  CHECK(says(happy(), "eventual_terminal") == "holds");
}

TEST_CASE("an operation that is left open at rest is stuck") {
  auto story = unanswerable();
  story.respond(202, Outcome::pending).abandon().heal();
  CHECK(says(HistoryBuilder(story).rest(), "eventual_terminal") == "violated");
  CHECK(says(story, "eventual_terminal") == "unknown");
}

TEST_CASE("a client that asked and did not give up must be told") {
  auto silent = begun();
  silent.effect("effect-1").answer(Outcome::success).settle(Outcome::success).heal();
  CHECK(says(HistoryBuilder(silent).rest(), "eventual_terminal") == "violated");
  CHECK(says(HistoryBuilder(silent).respond(202, Outcome::pending).rest(), "eventual_terminal") ==
        "violated");
  CHECK(says(HistoryBuilder(silent).respond(409, Outcome::none).rest(), "eventual_terminal") ==
        "violated");
  CHECK(says(HistoryBuilder(silent).notify(Outcome::success).rest(), "eventual_terminal") ==
        "holds");
  CHECK(says(HistoryBuilder(silent).abandon().rest(), "eventual_terminal") == "holds");
}

TEST_CASE("a client that asked in vain and gave up leaves nothing behind") {
  CHECK(says(HistoryBuilder().declare().request().abandon().heal().rest(), "eventual_terminal") ==
        "holds");
  CHECK(says(HistoryBuilder().declare().request().heal().rest(), "eventual_terminal") ==
        "violated");
}

TEST_CASE("a refused request is an answer") {
  CHECK(says(HistoryBuilder().declare().request().respond(422, Outcome::none).heal().rest(),
             "eventual_terminal") == "holds");
}

TEST_CASE("a world that does not rest within T_resolve of healing is stuck") {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success);
  concluded(story).heal();
  CHECK(says(HistoryBuilder(story).wait(119).stop("event limit"), "eventual_terminal") ==
        "unknown");
  CHECK(says(HistoryBuilder(story).wait(121).stop("event limit"), "eventual_terminal") ==
        "violated");
  CHECK(says(HistoryBuilder(story).stop("deadlock"), "eventual_terminal") == "violated");
}

TEST_CASE("a world that is stopped while a client still has plans proves nothing of its rest") {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success);
  auto settled = concluded(story).heal().wait(121);
  CHECK(says(HistoryBuilder(settled).stop("time limit", 1), "eventual_terminal") == "unknown");
  CHECK(says(HistoryBuilder(settled).stop("deadlock", 1), "eventual_terminal") == "violated");
  // What is owed already is judged, whoever has yet to come.
  CHECK(says(unanswerable().heal().wait(121).stop("time limit", 1), "eventual_terminal") ==
        "violated");
}

TEST_CASE("without healing no bound runs out") {
  CHECK(says(unanswerable().wait(1000).request(2), "eventual_terminal") == "unknown");
}

TEST_CASE("an operation that was settled after T_resolve was stuck until then") {
  auto story = unanswerable();
  story.effect("effect-1").heal().wait(121);
  concluded(story).rest();
  CHECK(says(story, "eventual_terminal") == "violated");
}

TEST_CASE("a payment parked for a listed reason is not stuck, for any other it is") {
  auto story = unanswerable();
  story.respond(202, Outcome::pending).heal();
  CHECK(says(HistoryBuilder(story).step("parked", "no_look_up").rest(), "eventual_terminal") ==
        "holds");
  CHECK(says(HistoryBuilder(story).step("parked", "tired").rest(), "eventual_terminal") ==
        "violated");
  CHECK(says(HistoryBuilder(story).step("parked", "tired").rest(), "progress") == "violated");
}

TEST_CASE("a definite answer that was held is acted on") {
  auto story = unanswerable();
  story.look_up(Outcome::success).heal();
  CHECK(says(story, "progress") == "unknown");
  CHECK(says(HistoryBuilder(story).rest(), "progress") == "violated");
  CHECK(says(HistoryBuilder(story).settle(Outcome::success).rest(), "progress") == "holds");
  CHECK(says(HistoryBuilder(story).wait(121).stop("event limit"), "progress") == "violated");
}

TEST_CASE("an answer that settles nothing obliges nobody") {
  CHECK(says(unanswerable().look_up(Outcome::unknown).heal().rest(), "progress") == "holds");
}

TEST_CASE("parking needs proof that asking cannot help") {
  const std::string exhausted = "no_answer";
  auto story = unanswerable();
  CHECK(says(HistoryBuilder(story).step("parked", exhausted), "progress") == "violated");
  story.look_up(Outcome::unknown);
  CHECK(says(HistoryBuilder(story).step("parked", exhausted), "progress") == "holds");
  CHECK(says(HistoryBuilder(story).send().step("parked", exhausted), "progress") == "violated");
  CHECK(says(HistoryBuilder(story).look_up(Outcome::success).step("parked", exhausted),
             "progress") == "violated");
}

TEST_CASE("a decline that was lost with the machine that heard it may be waited for") {
  HistoryBuilder story = begun();
  story.answer(Outcome::declined).by("shop-1");
  CHECK(says(HistoryBuilder(story).step("parked", "no_look_up"), "progress") == "violated");
  CHECK(says(HistoryBuilder(story).died("shop-2").step("parked", "no_look_up"), "progress") ==
        "violated");
  CHECK(says(HistoryBuilder(story).died("shop-1").step("parked", "no_look_up"), "progress") ==
        "holds");
  CHECK(says(HistoryBuilder(story).died("shop-1").step("parked", "no_answer"), "progress") ==
        "violated");
  HistoryBuilder listed = begun();
  listed.answer(Outcome::success).by("shop-1").died("shop-1").step("parked", "no_look_up");
  CHECK(says(listed, "progress") == "violated");
  CHECK(says(HistoryBuilder(listed).note_break("effect-1"), "progress") == "holds");
  CHECK(says(listed.operation("another").note_break("effect-1"), "progress") == "violated");
}

TEST_CASE("what could be answered after healing is asked again") {
  auto story = unanswerable();
  story.effect("effect-1").look_up(Outcome::unknown).step("parked", "no_answer").heal();
  CHECK(says(HistoryBuilder(story).rest(), "progress") == "violated");
  CHECK(says(HistoryBuilder(story).look_up(Outcome::unknown).rest(), "progress") == "holds");
}

TEST_CASE("answers that disagree are a reason to park") {
  auto story = unanswerable();
  story.look_up(Outcome::success).step("parked", "amount_differs");
  CHECK(says(story, "progress") == "holds");
  CHECK(says(unanswerable().step("parked", "amount_differs"), "progress") == "violated");
}

TEST_CASE("parked is not buried: once healed the processor is asked again, whatever it knows") {
  auto story = unanswerable();
  story.look_up(Outcome::unknown).step("parked", "no_answer").heal();
  CHECK(says(HistoryBuilder(story).rest(), "progress") == "violated");
  CHECK(says(HistoryBuilder(story).wait(119).stop("event limit"), "progress") == "holds");
  CHECK(says(HistoryBuilder(story).wait(121).stop("event limit"), "progress") == "violated");
  CHECK(says(HistoryBuilder(story).look_up(Outcome::unknown).rest(), "progress") == "holds");
}

TEST_CASE("what the processor does not know long after the last send is told, not parked") {
  auto story = unanswerable();
  story.look_up(Outcome::unknown).step("parked", "sender_may_still_send").heal();
  auto early = HistoryBuilder(story).wait(30).look_up(Outcome::not_attempted).wait(121);
  CHECK(says(early.rest(), "progress") == "holds");
  story.wait(71).look_up(Outcome::not_attempted);
  CHECK(says(HistoryBuilder(story).rest(), "progress") == "violated");
  CHECK(says(story.settle(Outcome::not_attempted).rest(), "progress") == "holds");
}

TEST_CASE("a client that comes late has its own time before the world must rest") {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success);
  concluded(story).heal();
  story.wait(1000).intent("pay-2", OperationKind::capture, 1).declare().request().abandon();
  CHECK(says(HistoryBuilder(story).wait(100).stop("time limit"), "eventual_terminal") == "unknown");
  CHECK(says(HistoryBuilder(story).wait(121).stop("time limit"), "eventual_terminal") ==
        "violated");
}

TEST_CASE("a question is about the moment at which it was asked") {
  auto story = unanswerable();
  story.wait(31).look_up(Outcome::not_attempted).asked_before(2).settle(Outcome::not_attempted);
  CHECK(says(story, "no_false_failure") == "violated");
  auto later = unanswerable();
  later.wait(33).look_up(Outcome::not_attempted).asked_before(2).settle(Outcome::not_attempted);
  CHECK(says(later, "no_false_failure") == "holds");
}
