// What the environment owes, and what is judged where it did not: E3 and E5.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

// A request that the service sent once and that arrived twice.
HistoryBuilder doubled(bool knows_keys, OperationKind kind = OperationKind::capture) {
  HistoryBuilder story;
  story.intent("pay-1", kind, 1).declare().request().claim().step("initiated");
  story.step("attempting").send();
  if (!knows_keys) story.keyless();
  return story.effect("effect-1").effect("effect-2").answer(Outcome::success);
}

HistoryBuilder& resting(HistoryBuilder& story) { return concluded(story).heal().wait(300).rest(); }

// The owner of a key is silent, another takes over and tells that nothing happened; then it sends.
HistoryBuilder woken(std::int64_t silence) {
  HistoryBuilder story;
  story.keyless().declare().request().claim().by("shop-1").step("initiated").by("shop-1");
  story.step("attempting").by("shop-1").wait(silence).take_over().by("shop-2").wait(40);
  story.look_up(Outcome::not_attempted).by("shop-2").settle(Outcome::not_attempted);
  story.deliver(story.last_event()).complete().by("shop-2").notify(Outcome::not_attempted);
  return story.send().by("shop-1").effect("effect-1");
}

}  // namespace

TEST_CASE("a request that a network doubles for a processor without keys accuses no service") {
  auto story = doubled(false, OperationKind::authorise);
  resting(story.note_break("effect-2"));
  for (const auto& judgement : judge(story.told(), all_properties())) {
    INFO(judgement.property << ": " << judgement.reason);
    CHECK(judgement.verdict == Verdict::holds);
  }
}

TEST_CASE("a service that is told what became of the second of two copies is not accused") {
  const auto told_no = [](bool doubled) {
    HistoryBuilder story;
    story.intent("pay-1", OperationKind::capture, 1).declare().request().claim().step("initiated");
    story.step("attempting").send().keyless().effect("effect-1");
    if (doubled) story.decline();
    story.answer(Outcome::declined).settle(Outcome::declined).deliver(story.last_event());
    story.complete().respond(422, Outcome::declined).heal().wait(300).rest();
    return says(story, "no_false_failure");
  };
  CHECK(told_no(false) == "violated");
  CHECK(told_no(true) == "holds");
}

TEST_CASE("the second effect of a doubled request must be found all the same") {
  auto story = doubled(false);
  CHECK(says(resting(story), "no_unseen_effect") == "violated");
  auto returned = doubled(false);
  CHECK(says(resting(returned.reverse("effect-2")), "no_unseen_effect") == "holds");
}

TEST_CASE("two effects under a key that the processor knows are a double charge") {
  auto story = doubled(true);
  CHECK(says(resting(story), "at_most_one_effect") == "violated");
}

TEST_CASE("a service that sends twice to a processor without keys is accused of two effects") {
  auto story = begun().keyless();
  story.answer(Outcome::unknown).wait(40).send().effect("effect-1").effect("effect-2");
  CHECK(says(resting(story.answer(Outcome::success)), "at_most_one_effect") == "holds");
  auto prompt = begun().keyless();
  prompt.send().effect("effect-1").effect("effect-2").answer(Outcome::success);
  CHECK(says(resting(prompt), "at_most_one_effect") == "violated");
}

TEST_CASE("what happened before the contract was broken is judged as ever") {
  auto story = begun().keyless();
  story.send().effect("effect-1").effect("effect-2").effect("effect-3").answer(Outcome::success);
  CHECK(says(resting(story), "at_most_one_effect") == "violated");
}

TEST_CASE("a sender that wakes after its lease, when another took over, is no fault of the code") {
  auto story = woken(25);
  story.heal().wait(300).rest();
  CHECK(says(story, "no_false_failure") == "holds");
  CHECK(says(story, "told_truth") == "holds");
  CHECK(says(story, "no_unseen_effect") == "violated");
}

TEST_CASE("a sender that was replaced within its lease is judged in full") {
  auto story = woken(5);
  auto bounds = usual_bounds;
  bounds.lease_max = 120 * second;
  story.bounds(bounds).heal().wait(300).rest();
  CHECK(says(story, "no_false_failure") == "violated");
}

TEST_CASE("money captured twice outside of the contract goes back within T_recon") {
  auto kept = doubled(false);
  CHECK(says(resting(kept), "single_funding") == "violated");
  auto returned = doubled(false);
  CHECK(says(resting(returned.wait(30).reverse("effect-2")), "single_funding") == "holds");
}

TEST_CASE("holds that a network doubled are not judged by what is owed") {
  auto story = doubled(false, OperationKind::authorise);
  CHECK(says(resting(story), "single_funding") == "holds");
}

TEST_CASE("outside of the contract an alarm that never came is not judged, inside it is") {
  const auto noted = [](bool knows_keys) {
    auto story = doubled(knows_keys);
    story.declares(assay::history::bit(assay::history::AlarmClaim::open_item));
    return resting(story.note_break("effect-2"));
  };
  CHECK(says(noted(true), "alarms_true") == "violated");
  CHECK(says(noted(false), "alarms_true") == "holds");
}

TEST_CASE("outside of the contract nobody is asked why money goes back, inside he is") {
  const auto returned = [](bool knows_keys) {
    auto story = doubled(knows_keys);
    story.intent("pay-1", OperationKind::refund, 1).operation("refund");
    return story.send();
  };
  CHECK(says(returned(true), "mandate") == "violated");
  CHECK(says(returned(false), "mandate") == "holds");
}
