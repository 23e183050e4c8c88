// single_funding, amount_ladder, capture_void_exclusive: histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>


using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

// An authorisation of 20.00 that stands.
HistoryBuilder authorised() {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::authorise, 1).priced(2000).declare().send();
  return story.effect("hold").answer(Outcome::success);
}

HistoryBuilder& capture(HistoryBuilder& story, std::uint32_t ordinal, std::int64_t minor) {
  story.intent("pay-1", OperationKind::capture, ordinal).priced(minor).declare().send();
  return story.effect("capture-" + std::to_string(ordinal)).answer(Outcome::success);
}

HistoryBuilder captured(std::int64_t minor = 2000) {
  auto story = authorised();
  return capture(story, 1, minor);
}

HistoryBuilder& refund(HistoryBuilder& story, std::uint32_t ordinal, std::int64_t minor) {
  return story.intent("pay-1", OperationKind::refund, ordinal).priced(minor).declare().send();
}

HistoryBuilder& voided(HistoryBuilder& story, std::int64_t minor) {
  story.intent("pay-1", OperationKind::void_authorisation, 1).priced(minor).declare().send();
  return story.effect("void");
}

// A first charge that its client was told had been declined, and a second one that worked.
HistoryBuilder charged_anew() {
  HistoryBuilder story;
  story.declare().request().send().decline().answer(Outcome::declined);
  story.respond(402, Outcome::declined).intent("pay-1", OperationKind::capture, 2).declare();
  return story.request().send().effect("second").answer(Outcome::success);
}

}  // namespace

TEST_CASE("what is asked for may be captured, in one part or in several") {
  CHECK(says(captured(), "single_funding") == "holds");
  auto parts = captured(1000);
  CHECK(says(capture(parts, 2, 1000), "single_funding") == "holds");
  CHECK(says(charged_anew(), "single_funding") == "holds");
}

TEST_CASE("a capture that nobody asked for, beyond what is owed, is a second charge") {
  auto story = captured();
  story.intent("pay-1", OperationKind::capture, 2).priced(2000).send().effect("again");
  CHECK(says(story, "single_funding") == "violated");
  CHECK(judged(story.told(), "single_funding").violations.front().at_risk == Amount{2000, "EUR"});
}

TEST_CASE("what a client asked for under its key in place of what it meant is owed") {
  const auto held = [](bool asked) {
    HistoryBuilder story;
    story.intent("pay-1", OperationKind::authorise, 1).priced(2000).declare().priced(2001);
    if (asked) story.request();
    return says(story.send().effect("hold").answer(Outcome::success), "single_funding");
  };
  CHECK(held(true) == "holds");
  CHECK(held(false) == "violated");
}

TEST_CASE("equal amounts of other payables and of other customers do not add up") {
  auto story = captured();
  story.about.customer = "bob";
  story.intent("pay-2", OperationKind::capture, 1).declare().send().effect("of another");
  CHECK(says(story, "single_funding") == "holds");
}

TEST_CASE("a late success next to a second charge is given back in time, or charged twice") {
  auto story = charged_anew();
  story.intent("pay-1", OperationKind::capture, 1).effect("late").heal();
  CHECK(says(story, "single_funding") == "unknown");
  CHECK(says(HistoryBuilder(story).rest(), "single_funding") == "violated");
  auto returned = story;
  returned.intent("pay-1", OperationKind::refund, 9).send().effect("back").rest();
  CHECK(says(returned, "single_funding") == "holds");
  auto too_late = story;
  too_late.wait(61).intent("pay-1", OperationKind::refund, 9).send().effect("back");
  CHECK(says(too_late.rest(), "single_funding") == "violated");
}

TEST_CASE("a late success that is the only charge is adopted") {
  HistoryBuilder story;
  story.declare().send().decline().answer(Outcome::declined).respond(402, Outcome::declined);
  CHECK(says(story.effect("late").heal().rest(), "single_funding") == "holds");
}

TEST_CASE("two holds stand only where both were asked for, or while one came late") {
  auto story = authorised();
  story.intent("pay-1", OperationKind::authorise, 2).priced(2000);
  CHECK(says(HistoryBuilder(story).declare().effect("second"), "single_funding") == "holds");
  CHECK(says(HistoryBuilder(story).effect("second"), "single_funding") == "violated");
  auto cancelled = story;
  cancelled.intent("pay-1", OperationKind::authorise, 1).abandon_as("cancelled");
  cancelled.intent("pay-1", OperationKind::authorise, 2).declare().effect("second");
  CHECK(says(cancelled.rest(), "single_funding") == "violated");
}

TEST_CASE("money for a payable that no client declared cannot be judged") {
  CHECK(says(HistoryBuilder().send().effect("effect-1"), "single_funding") == "unknown");
}

TEST_CASE("captures stay within what was authorised, unless their client asked for more") {
  CHECK(says(captured(), "amount_ladder") == "holds");
  CHECK(says(captured(2300), "amount_ladder") == "holds");
  auto story = captured();
  story.intent("pay-1", OperationKind::capture, 2).priced(1).effect("more");
  CHECK(says(story, "amount_ladder") == "violated");
}

TEST_CASE("a capture under a new hold counts against both, though the first has lapsed") {
  auto story = captured(500);
  story.reverse("hold").intent("pay-1", OperationKind::authorise, 2).priced(1500).effect("hold-2");
  story.intent("pay-1", OperationKind::capture, 2).priced(1500).effect("rest");
  CHECK(says(story, "amount_ladder") == "holds");
}

TEST_CASE("refunds stay within what was captured, in sum") {
  auto story = captured();
  refund(story, 1, 1200).effect("refund-1").answer(Outcome::success);
  CHECK(says(HistoryBuilder(refund(story, 2, 800)).effect("refund-2"), "amount_ladder") == "holds");
  CHECK(says(story.priced(801).effect("refund-2"), "amount_ladder") == "violated");
}

TEST_CASE("a refund is not sent while others that may stand leave no room for it") {
  auto story = captured();
  refund(story, 1, 1200);
  for (const auto open : {Outcome::unknown, Outcome::pending, Outcome::success}) {
    auto next = HistoryBuilder(story).answer(open);
    CHECK(says(refund(next, 2, 1200), "amount_ladder") == "violated");
  }
  auto after = HistoryBuilder(story).decline().answer(Outcome::declined);
  CHECK(says(refund(after, 2, 1200), "amount_ladder") == "holds");
  auto failed = HistoryBuilder(story).answer(Outcome::pending).step("failed");
  CHECK(says(refund(failed, 2, 1200), "amount_ladder") == "holds");
  CHECK(says(refund(story, 1, 1200), "amount_ladder") == "holds");
}

TEST_CASE("a refund that the bank sent back makes room for another") {
  auto story = captured();
  refund(story, 1, 2000).effect("refund-1").answer(Outcome::success).reverse("refund-1");
  CHECK(says(refund(story, 2, 2000).effect("refund-2"), "amount_ladder") == "holds");
}

TEST_CASE("a refund of something from before the recording cannot be judged") {
  HistoryBuilder story;
  CHECK(says(refund(story, 1, 100).effect("refund-1"), "amount_ladder") == "unknown");
}

TEST_CASE("a hold that was released is not captured, whatever released it") {
  auto story = authorised();
  voided(story, 2000).reverse("hold");
  CHECK(says(story, "capture_void_exclusive") == "holds");
  CHECK(says(capture(story, 1, 2000), "capture_void_exclusive") == "violated");
  auto lapsed = authorised().reverse("hold");
  CHECK(says(capture(lapsed, 1, 2000), "capture_void_exclusive") == "violated");
  auto renewed = authorised().reverse("hold");
  renewed.intent("pay-1", OperationKind::authorise, 2).effect("hold-2");
  CHECK(says(capture(renewed, 1, 1250), "capture_void_exclusive") == "holds");
}

TEST_CASE("a capture that was sent before its hold was gone is the processor's to take or refuse") {
  auto story = authorised();
  story.intent("pay-1", OperationKind::capture, 1).declare().send().reverse("hold");
  CHECK(says(HistoryBuilder(story).effect("capture-1"), "capture_void_exclusive") == "holds");
  CHECK(says(story.send_with("pk-2").effect("capture-1"), "capture_void_exclusive") == "violated");
}

TEST_CASE("a void that was sent before the capture is the processor's to take or refuse") {
  auto story = authorised();
  story.intent("pay-1", OperationKind::void_authorisation, 1).priced(2000).declare().send();
  capture(story, 1, 2000).intent("pay-1", OperationKind::void_authorisation, 1).effect("void");
  CHECK(says(story.rest(), "capture_void_exclusive") == "holds");
}

TEST_CASE("no void is sent while a capture of its payable is in doubt") {
  auto story = authorised();
  story.intent("pay-1", OperationKind::capture, 1).declare().send().answer(Outcome::unknown);
  auto in_doubt = HistoryBuilder(story);
  CHECK(says(voided(in_doubt, 2000), "capture_void_exclusive") == "violated");
  story.look_up(Outcome::declined);
  CHECK(says(voided(story, 2000), "capture_void_exclusive") == "holds");
}

TEST_CASE(
    "a capture that took effect, and is known to have, is in doubt no more, however it was heard "
    "of") {
  const auto part = [](bool took_effect, bool known) {
    auto story = authorised();
    story.intent("pay-1", OperationKind::capture, 1).priced(1200).declare().send();
    if (took_effect) story.effect("part");
    story.answer(Outcome::unknown).step("unknown");
    if (known) story.step("succeeded", "listed");
    return says(voided(story, 800), "capture_void_exclusive");
  };
  CHECK(part(true, true) == "holds");
  CHECK(part(true, false) == "violated");
  CHECK(part(false, true) == "violated");
}

TEST_CASE("which of two was sent first is unknown where no gateway was watched") {
  const auto told = authorised()
                        .reverse("hold")
                        .intent("pay-1", OperationKind::capture, 1)
                        .effect("capture-1")
                        .told();
  History history;
  history.bounds = told.bounds;
  history.recorded = bit(assay::history::Source::truth);
  for (const Observation& seen : told) {
    if (seen.source() != assay::history::Source::gateway) history.append(seen);
  }
  CHECK(judged(history, "capture_void_exclusive").verdict == Verdict::unknown);
}

TEST_CASE("a void after a capture releases the remainder, or takes the capture back with it") {
  auto part = captured(1200);
  CHECK(says(HistoryBuilder(voided(part, 800)).rest(), "capture_void_exclusive") == "holds");
  auto full = captured();
  voided(full, 2000);
  CHECK(says(full, "capture_void_exclusive") == "unknown");
  CHECK(says(HistoryBuilder(full).rest(), "capture_void_exclusive") == "violated");
  CHECK(says(HistoryBuilder(full).reverse("capture-1").rest(), "capture_void_exclusive") ==
        "holds");
}

TEST_CASE("the remainder that lapses after a part was captured voids nothing that was taken") {
  auto story = captured(1200).reverse("hold");
  CHECK(says(story.rest(), "capture_void_exclusive") == "holds");
}
