// mandate and alarms_true: histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;
using assay::history::AlarmClaim;
using assay::history::bit;
using assay::history::every_source;
using assay::history::Mandate;
using assay::history::Source;

namespace {

/// Held and not captured; what follows is a void of it.
HistoryBuilder void_of_hold() {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::authorise, 1).operation("hold").declare().request().send();
  story.effect("effect-1").answer(Outcome::success).respond(200, Outcome::success);
  story.intent("pay-1", OperationKind::void_authorisation, 1).operation("void");
  return story;
}

std::string_view reasons(HistoryBuilder story) { return says(story.send(), "mandate"); }

/// The same, with this mandate.
std::string_view voided_as(HistoryBuilder story, Mandate mandate, std::string_view of = "") {
  return reasons(story.name_mandate(mandate, of));
}

constexpr auto everything = bit(AlarmClaim::open_item) | bit(AlarmClaim::undelivered) |
                            bit(AlarmClaim::unposted) | bit(AlarmClaim::refused);

std::string_view alarms(HistoryBuilder story) { return says(story, "alarms_true"); }

/// Comes to rest, from a service that declares what its alarms mean.
std::string_view silence(HistoryBuilder story) {
  return alarms(story.declares(everything).heal().rest());
}

}  // namespace

TEST_CASE("a void or refund without a mandate is found, where the service names them") {
  CHECK(reasons(void_of_hold()) == "violated");
  CHECK(voided_as(void_of_hold(), Mandate::none) == "violated");
  auto silent = void_of_hold().recorded(every_source & ~bit(Source::mandates));
  CHECK(reasons(silent) == "unknown");
  CHECK(says(void_of_hold(), "mandate") == "holds");
}

TEST_CASE("a client's wish is one that a client had") {
  CHECK(voided_as(void_of_hold().declare(), Mandate::client_request) == "holds");
  CHECK(voided_as(void_of_hold().request(), Mandate::client_request) == "holds");
  CHECK(voided_as(void_of_hold(), Mandate::client_request) == "violated");
}

TEST_CASE("a surplus is an effect that was there") {
  CHECK(voided_as(void_of_hold(), Mandate::surplus, "hold") == "holds");
  CHECK(voided_as(void_of_hold(), Mandate::surplus, "another") == "violated");
}

TEST_CASE("of two effects of one intent the one that was told stays") {
  auto twice = void_of_hold();
  twice.intent("pay-1", OperationKind::authorise, 1).operation("second").send();
  twice.effect("effect-2").intent("pay-1", OperationKind::void_authorisation, 1).operation("void");
  CHECK(voided_as(twice, Mandate::surplus, "second") == "holds");
  CHECK(voided_as(twice, Mandate::surplus, "hold") == "violated");
}

TEST_CASE("a failed capture, and a remainder, need the capture") {
  const auto captured = [](Outcome outcome) {
    auto story = void_of_hold();
    story.intent("pay-1", OperationKind::capture, 1).operation("capture").send();
    if (outcome == Outcome::success) story.effect("effect-2");
    story.answer(outcome);
    story.intent("pay-1", OperationKind::void_authorisation, 1).operation("void");
    return story;
  };
  CHECK(voided_as(captured(Outcome::declined), Mandate::failed_capture) == "holds");
  CHECK(voided_as(captured(Outcome::unknown), Mandate::failed_capture) == "violated");
  CHECK(voided_as(captured(Outcome::success), Mandate::remainder) == "holds");
  CHECK(voided_as(void_of_hold(), Mandate::remainder) == "violated");
}

TEST_CASE("a person, a rule and a saga's step are named") {
  for (const auto mandate : {Mandate::operator_word, Mandate::risk_rule, Mandate::saga_step}) {
    CHECK(voided_as(void_of_hold(), mandate, "dora") == "holds");
    CHECK(voided_as(void_of_hold(), mandate) == "violated");
  }
  CHECK(voided_as(void_of_hold(), Mandate::lapse_ahead) == "holds");
}

TEST_CASE("whoever was told of a success is told when others undo it") {
  const auto undone = [] {
    auto story = begun();
    story.effect("effect-1").answer(Outcome::success).respond(200, Outcome::success);
    return story.reverse("effect-1");
  };
  const auto judged_at_rest = [](HistoryBuilder story) {
    return says(story.heal().rest(), "mandate");
  };
  CHECK(judged_at_rest(undone()) == "violated");
  CHECK(says(undone(), "mandate") == "unknown");
  CHECK(judged_at_rest(undone().notify(Outcome::declined)) == "holds");
  auto returned = undone().intent("pay-1", OperationKind::refund, 1);
  CHECK(judged_at_rest(returned.notify(Outcome::success)) == "holds");
  auto untold = begun().effect("effect-1").answer(Outcome::success).reverse("effect-1");
  CHECK(judged_at_rest(untold) == "holds");
  CHECK(judged_at_rest(undone().recorded(every_source & ~bit(Source::mandates))) == "holds");
}

TEST_CASE("an alarm about what is in order is false") {
  auto paid = begun();
  paid.effect("effect-1").answer(Outcome::success);
  concluded(paid);
  CHECK(alarms(HistoryBuilder(paid).alarm("op-1", AlarmClaim::open_item)) == "violated");
  CHECK(alarms(HistoryBuilder(paid).alarm("op-1", AlarmClaim::undeclared)) == "holds");
  CHECK(alarms(HistoryBuilder(paid).effect("effect-2").alarm("op-1", AlarmClaim::open_item)) ==
        "holds");
  CHECK(alarms(begun().alarm("op-1", AlarmClaim::open_item)) == "holds");
  CHECK(alarms(paid.alarm("op-1", AlarmClaim::open_item).note_break("effect-1")) == "holds");
}

TEST_CASE("an alarm about an event that nobody tried to deliver is false") {
  auto story = begun().settle(Outcome::declined).publish("event-1", "ledger");
  CHECK(alarms(HistoryBuilder(story).alarm("event-1 to ledger", AlarmClaim::undelivered)) ==
        "holds");
  CHECK(alarms(HistoryBuilder(story).alarm("event-1", AlarmClaim::undelivered)) == "holds");
  CHECK(alarms(story.alarm("event-1 to notifications", AlarmClaim::undelivered)) == "violated");
}

TEST_CASE("an alarm about money that is in its balance is false") {
  auto paid = begun().settle(Outcome::success).alarm("op-1", AlarmClaim::unposted);
  CHECK(alarms(paid) == "violated");
  CHECK(alarms(begun().step("succeeded").alarm("op-1", AlarmClaim::unposted)) == "holds");
}

TEST_CASE("an alarm about a refusal of what was given back is false") {
  auto back = void_of_hold().name_mandate(Mandate::surplus, "hold");
  CHECK(alarms(HistoryBuilder(back).alarm("hold", AlarmClaim::refused)) == "holds");
  CHECK(alarms(back.step("succeeded").alarm("hold", AlarmClaim::refused)) == "violated");
}

TEST_CASE("a break calls somebody") {
  CHECK(silence(begun().note_break("effect-1")) == "violated");
  CHECK(silence(begun().alarm("op-1", AlarmClaim::open_item).note_break("effect-1")) == "holds");
  CHECK(alarms(begun().note_break("effect-1").heal().rest()) == "holds");
}

TEST_CASE("a break that the service undid is settled") {
  auto story = void_of_hold().operation("hold").effect("effect-2");
  story.alarm("hold", AlarmClaim::open_item).note_break("effect-2").operation("void");
  story.name_mandate(Mandate::surplus, "hold").step("succeeded").reverse("effect-2");
  CHECK(silence(story) == "violated");
  CHECK(silence(story.operation("hold").settle_break("effect-2", true)) == "holds");
}

TEST_CASE("what is left for a person calls somebody, what passes by itself nobody") {
  auto doubt = begun().answer(Outcome::unknown).step("unknown");
  CHECK(silence(HistoryBuilder(doubt).step("parked", "no_answer")) == "violated");
  CHECK(silence(HistoryBuilder(doubt).step("parked", "sender_may_still_send")) == "holds");
  CHECK(silence(HistoryBuilder(doubt).step("parked", "no_answer").step("succeeded")
                    .balance(1250)) == "holds");
  CHECK(silence(doubt.step("parked", "no_answer").alarm("op-1", AlarmClaim::open_item)) ==
        "holds");
}

TEST_CASE("an event that a consumer never takes calls somebody") {
  auto story = begun().settle(Outcome::declined).publish("event-1", "ledger");
  CHECK(silence(story) == "violated");
  CHECK(silence(HistoryBuilder(story).alarm("event-1 to ledger", AlarmClaim::undelivered)) ==
        "holds");
  CHECK(silence(story.consume("event-1", "ledger")) == "holds");
}

TEST_CASE("a surplus that is not taken back calls somebody") {
  auto refused = void_of_hold().name_mandate(Mandate::surplus, "hold").step("declined");
  CHECK(silence(refused) == "violated");
  CHECK(silence(HistoryBuilder(refused).alarm("hold", AlarmClaim::refused)) == "holds");
  CHECK(silence(refused.alarm("hold", AlarmClaim::open_item)) == "holds");
}

TEST_CASE("money in no balance calls somebody") {
  CHECK(silence(begun().settle(Outcome::success)) == "holds");
  CHECK(silence(begun().step("succeeded")) == "violated");
  CHECK(silence(begun().step("succeeded").balance(1250)) == "holds");
  CHECK(silence(begun().step("succeeded").balance(0)) == "holds");
  CHECK(silence(begun().alarm("op-1", AlarmClaim::unposted).step("succeeded")) == "holds");
}
