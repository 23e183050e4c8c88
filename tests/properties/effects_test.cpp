// at_most_one_effect, no_false_success, no_unseen_effect: histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {
// A first attempt that nobody answered, and whatever is known of it.
HistoryBuilder unanswered() {
  auto story = begun();
  story.answer(Outcome::unknown).step("unknown");
  return story;
}
}  // namespace

TEST_CASE("one effect is not two") {
  CHECK(says(happy(), "at_most_one_effect") == "holds");
}

TEST_CASE("two effects under one key are a double charge, and the finding names them") {
  auto story = begun();
  story.effect("effect-1").send().effect("effect-2").answer(Outcome::success);
  const auto judgement = judged(story.told(), "at_most_one_effect");
  REQUIRE(judgement.verdict == Verdict::violated);
  CHECK(judgement.violations.front().at_risk == Amount{1250, "EUR"});
  CHECK(judgement.violations.front().evidence == std::vector<std::uint64_t>{7, 9});
  CHECK_THAT(judgement.violations.front().explanation,
             Catch::Contains("capture 1 of pay-1 took effect twice: 12.50 EUR as effect-1"));
}

TEST_CASE("each effect too many is reported once, beside the first that it contradicts") {
  auto story = begun();
  story.effect("effect-1").send().effect("effect-2").effect("effect-3");
  const auto judgement = judged(story.told(), "at_most_one_effect");
  REQUIRE(judgement.violations.size() == 2);
  CHECK(judgement.violations[0].evidence == std::vector<std::uint64_t>{7, 9});
  CHECK(judgement.violations[1].evidence == std::vector<std::uint64_t>{7, 10});
}

TEST_CASE("two service operations of one intent may not both take effect") {
  auto story = begun();
  story.effect("effect-1").operation("op-2").send_with("pk-2").effect("effect-2");
  CHECK(says(story, "at_most_one_effect") == "violated");
}

TEST_CASE("equal amounts under two ordinals are two operations") {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::capture, 1).declare().send().effect("effect-1");
  story.intent("pay-1", OperationKind::capture, 2).declare().send().effect("effect-2");
  CHECK(says(story, "at_most_one_effect") == "holds");
}

TEST_CASE("a double effect that is undone later is still a double effect") {
  auto story = unanswered();
  story.effect("effect-1").send_with("pk-2").effect("effect-2").reverse("effect-2");
  story.heal().rest();
  CHECK(says(story, "at_most_one_effect") == "violated");
}

TEST_CASE("an attempt that began after the first was undone may take effect") {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success).reverse("effect-1");
  story.send_with("pk-2").effect("effect-2").heal().rest();
  CHECK(says(story, "at_most_one_effect") == "holds");
}

TEST_CASE("an attempt that began before the first was undone may not take effect") {
  auto story = unanswered();
  story.effect("effect-1").send_with("pk-2").reverse("effect-1").effect("effect-2");
  CHECK(says(story, "at_most_one_effect") == "violated");
}

TEST_CASE("a processor that contradicts its own no is forgiven if the excess goes back in time") {
  auto story = begun();
  story.answer(Outcome::declined).send_with("pk-2").effect("effect-2");
  story.about.processor_key = "pk-1";
  story.effect("effect-1");
  SECTION("returned") {
    CHECK(says(story.reverse("effect-1").heal().rest(), "at_most_one_effect") == "holds");
  }
  SECTION("kept") { CHECK(says(story.heal().rest(), "at_most_one_effect") == "violated"); }
  SECTION("returned too late") {
    story.heal().wait(61).reverse("effect-1").rest();
    CHECK(says(story, "at_most_one_effect") == "violated");
  }
  SECTION("still in time") { CHECK(says(story.heal(), "at_most_one_effect") == "unknown"); }
}

TEST_CASE("a network that doubles a request without a key is not the code's doing") {
  HistoryBuilder story;
  story.about.processor_key = "";
  story.declare().send().effect("effect-1").effect("effect-2");
  CHECK(says(story, "at_most_one_effect") == "holds");
}

TEST_CASE("success is believed only after an effect of that amount") {
  CHECK(says(happy(), "no_false_success") == "holds");
  CHECK(says(begun().settle(Outcome::success), "no_false_success") == "violated");
  CHECK(says(begun().settle(Outcome::success).effect("late"), "no_false_success") == "violated");
  CHECK(says(begun().effect("effect-1").priced(1251).settle(Outcome::success),
             "no_false_success") == "violated");
}

TEST_CASE("success is still true when the effect was undone before it was believed") {
  auto story = begun();
  story.effect("effect-1").reverse("effect-1").settle(Outcome::success);
  CHECK(says(story, "no_false_success") == "holds");
}

TEST_CASE("a void shows as the reversal of its authorisation") {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::authorise, 1).send().effect("hold-1");
  story.intent("pay-1", OperationKind::void_authorisation, 1).step("initiated").step("attempting");
  CHECK(says(HistoryBuilder(story).settle(Outcome::success), "no_false_success") == "violated");
  CHECK(says(story.reverse("hold-1").settle(Outcome::success), "no_false_success") == "holds");
}

TEST_CASE("an effect without a record is unseen once the world is at rest") {
  CHECK(says(happy(), "no_unseen_effect") == "holds");
  CHECK(says(unanswered().effect("effect-1").heal().rest(), "no_unseen_effect") == "violated");
  CHECK(says(unanswered().effect("effect-1").heal(), "no_unseen_effect") == "unknown");
}

TEST_CASE("the time to find an effect counts from when the world is healed") {
  auto story = unanswered();
  story.effect("effect-1").wait(500).heal();
  CHECK(says(HistoryBuilder(story).wait(59).settle(Outcome::success), "no_unseen_effect") ==
        "holds");
  CHECK(says(HistoryBuilder(story).wait(61).settle(Outcome::success), "no_unseen_effect") ==
        "violated");
}

TEST_CASE("an effect is seen when a person was asked to look, or undone in time") {
  auto story = unanswered();
  story.effect("effect-1");
  CHECK(says(HistoryBuilder(story).step("parked", "no_look_up").heal().rest(),
             "no_unseen_effect") == "holds");
  CHECK(says(HistoryBuilder(story).reverse("effect-1").heal().rest(), "no_unseen_effect") ==
        "holds");
}

TEST_CASE("an effect too many that is said to be taken back was taken back before") {
  auto story = begun().effect("effect-1").effect("effect-2").answer(Outcome::success);
  story.settle(Outcome::success).note_break("effect-2");
  const auto rested = [](HistoryBuilder ends) {
    return says(ends.heal().rest(), "no_unseen_effect");
  };
  CHECK(rested(story) == "holds");
  CHECK(rested(HistoryBuilder(story).settle_break("effect-2", true)) == "violated");
  CHECK(rested(HistoryBuilder(story).settle_break("effect-2", true).reverse("effect-2")) ==
        "violated");
  CHECK(rested(HistoryBuilder(story).reverse("effect-2").settle_break("effect-2", true)) ==
        "holds");
  CHECK(rested(HistoryBuilder(story).settle_break("effect-2", false)) == "holds");
}
