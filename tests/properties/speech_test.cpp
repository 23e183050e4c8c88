// told_truth, replay_equality, fingerprint_guard: histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

TEST_CASE("the same key brings the same answer") {
  CHECK(says(happy().request(2).respond(201, Outcome::success), "replay_equality") == "holds");
  CHECK(says(happy().respond(402, Outcome::declined), "replay_equality") == "violated");
  CHECK(says(happy().respond(200, Outcome::success), "replay_equality") == "violated");
  CHECK(says(happy().priced(1).respond(201, Outcome::success), "replay_equality") == "violated");
  CHECK(says(happy().operation("op-2").respond(201, Outcome::success), "replay_equality") ==
        "violated");
}

TEST_CASE("once the retention has passed the key is a new request, with an answer of its own") {
  auto story = begun().retention(3600);
  story.answer(Outcome::declined).settle(Outcome::declined).respond(402, Outcome::declined);
  auto early = HistoryBuilder(story).wait(3000).request(2).respond(201, Outcome::success);
  CHECK(says(early, "replay_equality") == "violated");
  story.wait(3600).request(2).operation("op-2").respond(201, Outcome::success);
  CHECK(says(story, "replay_equality") == "holds");
  CHECK(says(story.request(3).respond(402, Outcome::declined), "replay_equality") == "violated");
}

TEST_CASE("a record that was let go, and no retention stated, leaves a difference in doubt") {
  auto story = begun().respond(402, Outcome::declined).release().claim();
  CHECK(says(story.respond(201, Outcome::success), "replay_equality") == "unknown");
}

TEST_CASE("after a late success the new end is told, and the decline is not repeated") {
  auto story = begun().answer(Outcome::declined).settle(Outcome::declined);
  story.respond(402, Outcome::declined).wait(5).effect("effect-1").look_up(Outcome::success);
  auto in_flight =
      HistoryBuilder(story).request(2).settle(Outcome::success).respond(402, Outcome::declined);
  CHECK(says(in_flight, "replay_equality") == "holds");
  story.settle(Outcome::success).request(2);
  CHECK(says(HistoryBuilder(story).respond(201, Outcome::success), "replay_equality") == "holds");
  CHECK(says(story.respond(402, Outcome::declined), "replay_equality") == "violated");
}

TEST_CASE("come-back answers may stand before and after the result") {
  for (const auto status : {202U, 409U, 429U, 503U}) {
    auto story = begun();
    story.respond(status, Outcome::pending).effect("effect-1").answer(Outcome::success);
    concluded(story).respond(status, Outcome::none);
    CHECK(says(story, "replay_equality") == "holds");
  }
}

TEST_CASE("'not attempted' may come before a result but not after it") {
  CHECK(says(HistoryBuilder().respond(502, Outcome::not_attempted).respond(201, Outcome::success),
             "replay_equality") == "holds");
  CHECK(says(happy().respond(502, Outcome::not_attempted), "replay_equality") == "violated");
}

TEST_CASE("a refused request may be asked again under its key, but not after a result") {
  CHECK(says(HistoryBuilder().respond(422, Outcome::none).respond(201, Outcome::success),
             "replay_equality") == "holds");
  CHECK(says(happy().respond(422, Outcome::none), "replay_equality") == "violated");
}

TEST_CASE("an unmarked error is a result, so success after it is a second one") {
  const auto story = HistoryBuilder().respond(500, Outcome::unknown).respond(201, Outcome::success);
  CHECK(says(story, "replay_equality") == "violated");
}

TEST_CASE("another body under a key is refused, and may not be carried out") {
  CHECK(says(happy().fingerprint("print-2").respond(422, Outcome::none), "fingerprint_guard") ==
        "holds");
  CHECK(says(happy().fingerprint("print-2").respond(201, Outcome::success),
             "fingerprint_guard") == "violated");
  CHECK(says(happy().fingerprint("print-2").claim(), "fingerprint_guard") == "violated");
  CHECK(says(begun().fingerprint("print-2").claim(), "fingerprint_guard") == "violated");
  CHECK(says(begun().fingerprint("print-2").respond(202, Outcome::pending),
             "fingerprint_guard") == "violated");
}

TEST_CASE("a key that was let go before completion may serve another body") {
  CHECK(says(begun().release().fingerprint("print-2").claim(), "fingerprint_guard") == "holds");
  CHECK(says(happy().release().fingerprint("print-2").claim(), "fingerprint_guard") ==
        "violated");
}

TEST_CASE("a claim removed from under its owner lets two bodies complete, and is found out") {
  auto story = begun().release().fingerprint("print-2");
  story.about.token = 2;
  story.claim().complete();
  CHECK(says(story, "fingerprint_guard") == "holds");
  story.about.token = 1;
  CHECK(says(story.complete(), "fingerprint_guard") == "violated");
}

TEST_CASE("success is told only of an effect that the service had evidence of") {
  CHECK(says(happy(), "told_truth") == "holds");
  CHECK(says(begun().respond(201, Outcome::success), "told_truth") == "violated");
  CHECK(says(begun().effect("effect-1").respond(201, Outcome::success), "told_truth") ==
        "violated");
  CHECK(says(begun().effect("effect-1").answer(Outcome::success).respond(201, Outcome::success),
             "told_truth") == "holds");
  CHECK(says(begun().notify(Outcome::success), "told_truth") == "violated");
  CHECK(says(happy().priced(1300).notify(Outcome::success), "told_truth") == "violated");
}

TEST_CASE("failure is told only on definite evidence") {
  const auto open = begun().answer(Outcome::unknown);
  CHECK(says(HistoryBuilder(open).respond(402, Outcome::declined), "told_truth") == "violated");
  CHECK(says(HistoryBuilder(open).respond(500, Outcome::not_attempted), "told_truth") ==
        "violated");
  CHECK(says(HistoryBuilder(open).notify(Outcome::declined), "told_truth") == "violated");
  CHECK(says(HistoryBuilder(open).respond(202, Outcome::pending), "told_truth") == "holds");
  CHECK(says(begun().answer(Outcome::declined).respond(402, Outcome::declined), "told_truth") ==
        "holds");
  CHECK(says(begun().answer(Outcome::not_attempted).respond(402, Outcome::declined),
             "told_truth") == "violated");
}

TEST_CASE("a refused or shed request says nothing of the operation") {
  const auto open = begun().answer(Outcome::unknown);
  CHECK(says(HistoryBuilder(open).respond(422, Outcome::not_attempted), "told_truth") == "holds");
  CHECK(says(HistoryBuilder(open).respond(503, Outcome::not_attempted), "told_truth") == "holds");
}

TEST_CASE("a decline that was true may be replayed after a late success") {
  auto story = begun();
  story.answer(Outcome::declined).settle(Outcome::declined).respond(402, Outcome::declined);
  story.effect("effect-1").settle(Outcome::success).request(2).respond(402, Outcome::declined);
  CHECK(says(story, "told_truth") == "holds");
}

TEST_CASE("a late answer is held against what was known when it was asked for") {
  auto story = begun();
  story.answer(Outcome::not_attempted).send().respond(500, Outcome::not_attempted);
  CHECK(says(story, "told_truth") == "holds");
}

TEST_CASE("without belief or gateway, success without an effect is still a lie") {
  HistoryBuilder story;
  story.recorded(0).declare().request().respond(201, Outcome::success).effect("late");
  CHECK(says(story, "told_truth") == "violated");
  HistoryBuilder true_story;
  true_story.recorded(0).declare().effect("effect-1").respond(201, Outcome::success);
  CHECK(says(true_story, "told_truth") == "holds");
}

TEST_CASE("a balance read is one that was committed, stale or not") {
  CHECK(says(happy().read(1250).read(0), "told_truth") == "holds");
  CHECK(says(happy().read(1249), "told_truth") == "violated");
  CHECK(says(begun().effect("effect-1").read(1250).balance(1250), "told_truth") == "violated");
}

TEST_CASE("a balance never runs ahead of what processors moved") {
  CHECK(says(happy().balance(2500).read(2500), "told_truth") == "violated");
  CHECK(says(happy().balance(-1).read(-1), "told_truth") == "violated");
}

TEST_CASE("a refund may be known to the processor before the balance shows it") {
  auto story = happy();
  story.intent("pay-1", OperationKind::refund, 1).send().effect("refund-1").read(1250);
  story.step("initiated").step("attempting").settle(Outcome::success).read(0);
  CHECK(says(story, "told_truth") == "holds");
}

TEST_CASE("where nobody keeps a balance, sums of committed captures count") {
  auto story = begun();
  story.effect("effect-1").step("succeeded");
  CHECK(says(HistoryBuilder(story).read(1250), "told_truth") == "holds");
  CHECK(says(HistoryBuilder(story).read(1200), "told_truth") == "violated");
}
