// no_false_failure, no_blind_redrive, retry_budget: histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

TEST_CASE("failure is believed on a decline, a refusal before sending, or no attempt at all") {
  CHECK(says(begun().decline().answer(Outcome::declined).settle(Outcome::declined),
             "no_false_failure") == "holds");
  CHECK(says(begun().answer(Outcome::not_attempted).settle(Outcome::not_attempted),
             "no_false_failure") == "holds");
  CHECK(says(HistoryBuilder().step("initiated").settle(Outcome::not_attempted),
             "no_false_failure") == "holds");
}

TEST_CASE("a timeout is no failure") {
  const auto story = begun().answer(Outcome::unknown);
  CHECK(says(HistoryBuilder(story).settle(Outcome::not_attempted), "no_false_failure") ==
        "violated");
  CHECK(says(HistoryBuilder(story).settle(Outcome::declined), "no_false_failure") == "violated");
  CHECK(says(begun().settle(Outcome::not_attempted), "no_false_failure") == "violated");
}

TEST_CASE("absence is definite only when D_max has passed since the last send") {
  auto story = begun();
  story.answer(Outcome::unknown).step("unknown").wait(20);
  auto early = story;
  early.look_up(Outcome::not_attempted).settle(Outcome::not_attempted);
  CHECK(says(early, "no_false_failure") == "violated");
  auto late = story;
  late.wait(11).look_up(Outcome::not_attempted).settle(Outcome::not_attempted);
  CHECK(says(late, "no_false_failure") == "holds");
  auto resent = story;
  resent.send().answer(Outcome::unknown).wait(11).look_up(Outcome::not_attempted);
  CHECK(says(resent.settle(Outcome::not_attempted), "no_false_failure") == "violated");
}

TEST_CASE("a refused second send says nothing of the first") {
  auto story = begun();
  story.answer(Outcome::unknown).send().answer(Outcome::not_attempted);
  CHECK(says(story.settle(Outcome::not_attempted), "no_false_failure") == "violated");
}

TEST_CASE("a decline that no processor spoke is a false failure") {
  const auto story = begun().answer(Outcome::not_attempted).settle(Outcome::declined);
  CHECK(says(story, "no_false_failure") == "violated");
}

TEST_CASE("a late success after a definite no is adopted in time or found out") {
  auto story = begun();
  story.answer(Outcome::declined).settle(Outcome::declined).effect("effect-1").heal();
  CHECK(says(HistoryBuilder(story).settle(Outcome::success).rest(), "no_false_failure") == "holds");
  CHECK(says(HistoryBuilder(story).rest(), "no_false_failure") == "violated");
  CHECK(says(HistoryBuilder(story).settle(Outcome::success).rest(), "legal_transitions") ==
        "holds");
}

TEST_CASE("a new key while the first attempt is open is blind, answered 'unknown' or not at all") {
  CHECK(says(begun().send_with("pk-2"), "no_blind_redrive") == "violated");
  CHECK(says(begun().answer(Outcome::unknown).send_with("pk-2"), "no_blind_redrive") ==
        "violated");
  CHECK(says(begun().answer(Outcome::pending).send_with("pk-2"), "no_blind_redrive") ==
        "violated");
  CHECK(says(begun().look_up(Outcome::not_attempted).send_with("pk-2"), "no_blind_redrive") ==
        "violated");
}

TEST_CASE("the same key at another processor is another attempt") {
  auto story = begun();
  story.about.processor = "other acquirer";
  CHECK(says(story.send(), "no_blind_redrive") == "violated");
}

TEST_CASE("sending the same key again is not blind") {
  CHECK(says(begun().send(), "no_blind_redrive") == "holds");
  CHECK(says(begun().answer(Outcome::unknown).send().answer(Outcome::success),
             "no_blind_redrive") == "holds");
}

TEST_CASE("a new key is not blind once the first attempt is settled") {
  CHECK(says(begun().answer(Outcome::declined).send_with("pk-2"), "no_blind_redrive") == "holds");
  CHECK(says(begun().answer(Outcome::not_attempted).send_with("pk-2"), "no_blind_redrive") ==
        "holds");
  auto absent = begun();
  absent.answer(Outcome::unknown).wait(31).look_up(Outcome::not_attempted).send_with("pk-2");
  CHECK(says(absent, "no_blind_redrive") == "holds");
}

TEST_CASE("without a key no send may follow an open one") {
  HistoryBuilder story;
  story.about.processor_key = "";
  story.send();
  CHECK(says(HistoryBuilder(story).send(), "no_blind_redrive") == "violated");
  CHECK(says(story.answer(Outcome::not_attempted).send(), "no_blind_redrive") == "holds");
}

TEST_CASE("a second operation of the service for one intent is blind all the same") {
  auto story = begun();
  CHECK(says(story.operation("op-2").send_with("pk-2"), "no_blind_redrive") == "violated");
}

TEST_CASE("a competing authorisation waits for the open one, captures and voids do not") {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::authorise, 1).send();
  auto rival = story;
  CHECK(says(rival.intent("pay-1", OperationKind::authorise, 2).send(), "no_blind_redrive") ==
        "violated");
  auto other = story;
  CHECK(says(other.intent("pay-2", OperationKind::authorise, 1).send(), "no_blind_redrive") ==
        "holds");
  story.intent("pay-1", OperationKind::void_authorisation, 1).send();
  CHECK(says(story.intent("pay-1", OperationKind::capture, 2).send(), "no_blind_redrive") ==
        "holds");
}

TEST_CASE("tries are bounded at the edge and at each processor") {
  HistoryBuilder story;
  for (std::uint64_t i = 1; i <= 5; ++i) story.request(i).send();
  CHECK(says(story, "retry_budget") == "holds");
  CHECK(says(HistoryBuilder(story).request(6), "retry_budget") == "violated");
  CHECK(says(HistoryBuilder(story).send(), "retry_budget") == "violated");
  story.about.processor = "other acquirer";
  CHECK(says(story.send(), "retry_budget") == "holds");
}

TEST_CASE("without a stated budget nobody can say") {
  CHECK(says(happy().bounds({}), "retry_budget") == "unknown");
}

TEST_CASE("an authorisation that a list told of no longer competes with the next one") {
  const auto after = [](bool took_effect, bool believed) {
    HistoryBuilder story;
    story.intent("pay-1", OperationKind::authorise, 1).send();
    if (took_effect) story.effect("hold");
    if (believed) story.step("succeeded");
    story.intent("pay-1", OperationKind::authorise, 2).operation("op-2").send_with("pk-2");
    return says(story, "no_blind_redrive");
  };
  CHECK(after(true, true) == "holds");
  CHECK(after(true, false) == "violated");
  CHECK(after(false, true) == "violated");
}
