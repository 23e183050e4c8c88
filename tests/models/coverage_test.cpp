// Which histories count as which rare fact, and which only look like it.
#include <catch2/catch.hpp>

#include <functional>

#include "history/history.hpp"
#include "models/coverage.hpp"

namespace {

using namespace assay::history;
using namespace assay::models;

/// A fact, made once there is a history to make it in.
using Told = std::function<void(History&)>;

template <typename Kind>
Told telling(std::function<Kind(History&)> make) {
  return [make](History& in) { in.add({.observer = in.name("shop-1")}, make(in)); };
}

Told answered(Outcome outcome) {
  return telling<AttemptAnswered>(
      [=](History& in) { return AttemptAnswered{.operation = in.name("op"), .outcome = outcome}; });
}
Told looked_up_as(Outcome outcome) {
  return telling<LookUpAnswered>(
      [=](History& in) { return LookUpAnswered{.operation = in.name("op"), .outcome = outcome}; });
}
Told attempt(std::uint64_t number) {
  return telling<AttemptSent>(
      [=](History& in) { return AttemptSent{.operation = in.name("op"), .attempt = number}; });
}
Told moves(State from, State to, OperationKind kind = {}) {
  return telling<TransitionCommitted>([=](History& in) {
    return TransitionCommitted{.operation = in.name("op"), .kind = kind, .from = from, .to = to};
  });
}
Told applied(OperationKind kind, std::int64_t capture_before) {
  return telling<EffectApplied>(
      [=](History&) { return EffectApplied{.capture_before = capture_before, .kind = kind}; });
}
Told undone(std::string reason) {
  return telling<EffectReversed>(
      [=](History& in) { return EffectReversed{.reason = in.name(reason)}; });
}
Told claimed(std::uint64_t token) {
  return telling<KeyClaimed>([=](History& in) {
    return KeyClaimed{.scope = in.name("s"), .key = in.name("k"), .token = token};
  });
}
Told released() {
  return telling<KeyReleased>([](History& in) {
    return KeyReleased{.scope = in.name("s"), .key = in.name("k"), .token = 1};
  });
}
Told published(std::string consumer) {
  return telling<EventPublished>([=](History& in) {
    return EventPublished{.event = in.name("e"), .consumer = in.name(consumer)};
  });
}
Told told(std::uint32_t status, OperationKind kind, std::string reason = {}) {
  return telling<ResponseReceived>([=](History& in) {
    return ResponseReceived{
        .reason = in.name(reason), .try_number = 1, .status = status, .kind = kind};
  });
}

struct Case {
  CoverageMark mark;
  bool expected;
  std::vector<Told> history;
};

const std::vector<Case> cases{
    {CoverageMark::request_was_shed, true, {told(429, OperationKind::capture)}},
    {CoverageMark::request_was_shed, false, {told(503, OperationKind::capture)}},
    {CoverageMark::other_body_refused, true, {told(422, OperationKind::capture, "key_reused")}},
    {CoverageMark::other_body_refused,
     false,
     {told(422, OperationKind::capture, "not_authorised")}},
    {CoverageMark::refund_was_refused, true, {told(422, OperationKind::refund, "above_captured")}},
    {CoverageMark::refund_was_refused, false, {told(409, OperationKind::refund, "busy")}},
    {CoverageMark::void_had_to_wait, true, {told(409, OperationKind::void_authorisation)}},
    {CoverageMark::void_had_to_wait, false, {told(409, OperationKind::capture)}},
    {CoverageMark::capture_was_declined,
     true,
     {moves(State::attempting, State::declined, OperationKind::capture)}},
    {CoverageMark::capture_was_declined, false, {moves(State::attempting, State::declined)}},
    {CoverageMark::hold_was_voided,
     true,
     {moves(State::attempting, State::succeeded, OperationKind::void_authorisation)}},
    {CoverageMark::hold_was_voided, false, {moves(State::attempting, State::succeeded)}},
    {CoverageMark::hold_captured_in_parts, true, {applied(OperationKind::capture, 7)}},
    {CoverageMark::hold_captured_in_parts, false, {applied(OperationKind::capture, 0)}},
    {CoverageMark::hold_captured_in_parts, false, {applied(OperationKind::authorise, 7)}},
    {CoverageMark::hold_lapsed, true, {undone("expired")}},
    {CoverageMark::hold_lapsed, false, {undone("voided")}},
    {CoverageMark::look_up_adopted_success,
     true,
     {attempt(1), looked_up_as(Outcome::success), moves(State::unknown, State::succeeded)}},
    {CoverageMark::look_up_adopted_success,
     false,
     {attempt(1), answered(Outcome::success), moves(State::attempting, State::succeeded)}},
    {CoverageMark::absence_proved_before_resend,
     true,
     {attempt(1), looked_up_as(Outcome::not_attempted), attempt(2)}},
    {CoverageMark::absence_proved_before_resend,
     false,
     {looked_up_as(Outcome::not_attempted), attempt(1), attempt(2)}},
    {CoverageMark::late_success_adopted, true, {moves(State::failed, State::succeeded)}},
    {CoverageMark::late_success_adopted, false, {moves(State::unknown, State::succeeded)}},
    {CoverageMark::reconciliation_found_unseen_effect,
     true,
     {attempt(1), answered(Outcome::unknown), moves(State::unknown, State::succeeded)}},
    {CoverageMark::reconciliation_found_unseen_effect,
     false,
     {attempt(1), answered(Outcome::success), moves(State::attempting, State::succeeded)}},
    {CoverageMark::lease_taken_over, true, {claimed(1), claimed(2)}},
    {CoverageMark::lease_taken_over, false, {claimed(1), released(), claimed(2)}},
    {CoverageMark::outbox_redelivered, true, {published("ledger"), published("ledger")}},
    {CoverageMark::outbox_redelivered, false, {published("ledger"), published("notifications")}},
    {CoverageMark::outcome_was_unknown, true, {moves(State::attempting, State::unknown)}},
    {CoverageMark::outcome_was_unknown, false, {moves(State::unknown, State::pending)}},
};

TEST_CASE("a rare fact is counted where it happened and not where it only seems so") {
  for (const Case& one : cases) {
    Coverage coverage;
    History history;
    for (const Told& tell : one.history) {
      tell(history);
      coverage.see(history.back(), 1);
    }
    INFO(static_cast<int>(one.mark));
    CHECK((coverage.count(one.mark) > 0) == one.expected);
  }
}

TEST_CASE("an operation is resumed when a later life of its node moves it on") {
  for (const std::uint32_t life : {1U, 2U}) {
    Coverage coverage;
    History history;
    const auto see = [&](const Told& tell, std::uint32_t in_life) {
      tell(history);
      coverage.see(history.back(), in_life);
    };
    see(moves(State::initiated, State::attempting), 1);
    CHECK(coverage.operations_open());
    see(moves(State::attempting, State::unknown), life);
    CHECK((coverage.count(CoverageMark::recovery_resumed_operation) > 0) == (life == 2));
    see(moves(State::unknown, State::parked), life);
    CHECK_FALSE(coverage.operations_open());
  }
}

TEST_CASE("the mask has a bit for each coverage mark that was reached") {
  Coverage coverage;
  CHECK(coverage.mask() == 0);
  coverage.reached(CoverageMark::retry_replayed);
  coverage.reached(CoverageMark::client_gave_up);
  CHECK(coverage.mask() == ((1U << 0U) | (1U << 17U)));
}

}  // namespace

TEST_CASE("what operations are believed to be is known by payable, kind and number") {
  StateTable states;
  for (std::uint32_t i = 1; i <= 200; ++i) {
    states.set(Coverage::key_of("north/pay-1", OperationKind::capture, i), State::attempting);
  }
  states.set(Coverage::key_of("pay-1", OperationKind::capture, 1), State::succeeded);
  states.set(0, State::parked);
  for (std::uint32_t i = 1; i <= 200; ++i) {
    CHECK(states.find(Coverage::key_of("north/pay-1", OperationKind::capture, i)) ==
          State::attempting);
  }
  CHECK(states.find(Coverage::key_of("pay-1", OperationKind::capture, 1)) == State::succeeded);
  CHECK(states.find(Coverage::key_of("pay-1", OperationKind::refund, 1)) == State::none);
  CHECK(states.find(0) == State::parked);
  states.clear();
  CHECK(states.find(Coverage::key_of("pay-1", OperationKind::capture, 1)) == State::none);
}
