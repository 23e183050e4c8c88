// terminal_absorbing, confluence, attempt_isolation, late_success_seen: histories accepted and
// refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

HistoryBuilder ended(const std::string& state) {
  HistoryBuilder story;
  return story.step("initiated").step("attempting").step(state);
}

// The first attempt was declined; a second, under another key, is under way.
HistoryBuilder tried_twice() { return begun().answer(Outcome::declined).send_with("pk-2"); }

}  // namespace

TEST_CASE("after a definite end only a late success, or its client's next ask, moves a belief") {
  for (const std::string end : {"succeeded", "declined", "failed"}) {
    for (const std::string next : {"initiated", "attempting", "pending", "unknown", "parked",
                                   "succeeded", "declined", "failed"}) {
      INFO(end << " -> " << next);
      const bool asked_again = end == "failed" && next == "attempting";
      const bool legal =
          next == end || asked_again || (end != "succeeded" && next == "succeeded");
      CHECK((verdict(ended(end).step(next), "terminal_absorbing") == Verdict::holds) == legal);
    }
  }
}

TEST_CASE("a success that was forgotten in between is still one") {
  auto story = ended("succeeded").step("settled");
  CHECK(says(story, "terminal_absorbing") == "holds");
  CHECK(says(story.step("attempting"), "terminal_absorbing") == "violated");
}

TEST_CASE("a refund that the bank sends back is not absorbed") {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::refund, 1).step("succeeded").step("failed");
  CHECK(says(story, "terminal_absorbing") == "holds");
}

TEST_CASE("operations end each for itself") {
  auto story = ended("failed").operation("op-2").step("attempting");
  CHECK(says(story, "terminal_absorbing") == "holds");
  auto shared = ended("succeeded");
  shared.intent("pay-1", OperationKind::refund, 1).operation("op-1").step("attempting");
  CHECK(says(shared, "terminal_absorbing") == "holds");
}

TEST_CASE("a success among the evidence decides, whatever came before or after it") {
  auto story = begun().answer(Outcome::declined).look_up(Outcome::success);
  CHECK(says(HistoryBuilder(story).step("succeeded").rest(), "confluence") == "holds");
  CHECK(says(HistoryBuilder(story).step("declined").rest(), "confluence") == "violated");
  auto other = begun().answer(Outcome::success).look_up(Outcome::declined);
  CHECK(says(HistoryBuilder(other).step("declined").rest(), "confluence") == "violated");
  CHECK(says(HistoryBuilder(other).step("parked", "contradictory_evidence").rest(), "confluence") ==
        "holds");
}

TEST_CASE("a success may still be acted on while T_resolve runs") {
  auto story = begun().answer(Outcome::declined).step("declined").look_up(Outcome::success);
  CHECK(says(story, "confluence") == "unknown");
  CHECK(says(story.heal().wait(121).heal(), "confluence") == "violated");
}

TEST_CASE("the same evidence moves an operation to an end only once") {
  auto story = begun().step("succeeded").on_evidence("webhook-7");
  CHECK(says(HistoryBuilder(story).step("succeeded").on_evidence("webhook-8"), "confluence") ==
        "holds");
  CHECK(says(HistoryBuilder(story).step("succeeded").on_evidence("webhook-7"), "confluence") ==
        "violated");
  story.intent("pay-1", OperationKind::capture, 2).step("succeeded").on_evidence("webhook-7");
  CHECK(says(story, "confluence") == "holds");
}

TEST_CASE("a success for another amount, or one that was undone or taken back, may end otherwise") {
  auto undone = begun().effect("e").answer(Outcome::success).reverse("e").step("failed").rest();
  CHECK(says(undone, "confluence") == "holds");
  auto priced = begun().look_up(Outcome::success).for_amount(9).step("failed").rest();
  CHECK(says(priced, "confluence") == "holds");
  HistoryBuilder refund;
  refund.intent("pay-1", OperationKind::refund, 1).send().answer(Outcome::success);
  refund.step("succeeded").look_up(Outcome::declined).step("failed").rest();
  CHECK(says(refund, "confluence") == "holds");
}

TEST_CASE("the refusal of one attempt does not write off another") {
  for (const auto* negative : {"declined", "failed"}) {
    CHECK(says(tried_twice().step(negative), "attempt_isolation") == "violated");
    CHECK(says(tried_twice().answer(Outcome::success).step(negative), "attempt_isolation") ==
          "violated");
  }
  CHECK(says(tried_twice().answer(Outcome::declined).step("declined"), "attempt_isolation") ==
        "holds");
  CHECK(says(begun().step("declined"), "attempt_isolation") == "holds");
}

TEST_CASE("a refusal that only the processor's own record shows is the attempt's own") {
  CHECK(says(tried_twice().decline().step("declined"), "attempt_isolation") == "holds");
  const auto unseen =
      HistoryBuilder().recorded(0).send().answer(Outcome::declined).send_with("pk-2");
  CHECK(says(HistoryBuilder(unseen).step("declined"), "attempt_isolation") == "unknown");
}

TEST_CASE("a refusal of another operation of the payable is another's") {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::authorise, 1).send().answer(Outcome::declined);
  story.intent("pay-1", OperationKind::authorise, 2).send().effect("effect-2");
  CHECK(says(HistoryBuilder(story).answer(Outcome::success).step("succeeded"),
             "attempt_isolation") == "holds");
  CHECK(says(HistoryBuilder(story).step("declined"), "attempt_isolation") == "violated");
}

TEST_CASE("the success of one operation is not another's") {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::capture, 1).send().effect("effect-1");
  story.answer(Outcome::success).intent("pay-1", OperationKind::capture, 2).send();
  CHECK(says(HistoryBuilder(story).step("succeeded"), "attempt_isolation") == "violated");
  CHECK(says(story.effect("effect-2").step("succeeded"), "attempt_isolation") == "holds");
}

TEST_CASE("a late effect is adopted, parked or undone in time") {
  for (const auto* state : {"unknown", "pending", "declined", "failed"}) {
    INFO(state);
    auto story = ended(state).effect("late").heal();
    CHECK(says(story, "late_success_seen") == "unknown");
    CHECK(says(HistoryBuilder(story).rest(), "late_success_seen") == "violated");
    CHECK(says(HistoryBuilder(story).step("succeeded").rest(), "late_success_seen") == "holds");
    CHECK(says(HistoryBuilder(story).reverse("late").rest(), "late_success_seen") == "holds");
    CHECK(says(HistoryBuilder(story).wait(61).step("succeeded").rest(), "late_success_seen") ==
          "violated");
  }
}

TEST_CASE("another operation's success does not hide a late effect") {
  auto story = ended("failed").operation("op-2").step("succeeded").operation("op-1");
  CHECK(says(HistoryBuilder(story).effect("late").rest(), "late_success_seen") == "violated");
  CHECK(says(story.operation("psp-77").effect("late").rest(), "late_success_seen") == "holds");
}

TEST_CASE("an effect in the ordinary course, or of a parked operation, is not late") {
  CHECK(says(begun().effect("effect-1").rest(), "late_success_seen") == "holds");
  CHECK(says(ended("unknown").step("parked", "no_answer").effect("late").rest(),
             "late_success_seen") == "holds");
}
