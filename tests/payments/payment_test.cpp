// What may be done next with a payment, as a table over what has been done.
#include "payments/journal/payment.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace payments;
using namespace payments::literals;

namespace {

using enum OperationKind;

OperationView done(OperationKind kind, State state, Money amount, std::uint64_t settled) {
  OperationView view;
  const bool hold = kind == OperationKind::authorise;
  view.facts = {{std::string(to_text(kind)) + std::to_string(settled)},
                PayableId{{}, "pay-1"},
                kind,
                1,
                {"c-1"},
                amount,
                {hold ? "" : "authorise1"}};
  view.state = state;
  view.settled = settled;
  if (hold) view.capture_before = Instant{1000};
  return view;
}

const OperationView held = done(OperationKind::authorise, State::succeeded, 10.00_eur, 1);
const OperationView holding = done(OperationKind::authorise, State::unknown, 10.00_eur, 1);
const OperationView taken = done(OperationKind::capture, State::succeeded, 10.00_eur, 2);
const OperationView taking = done(OperationKind::capture, State::pending, 10.00_eur, 2);
OperationView part_of(Money amount, std::uint64_t settled) {
  OperationView view = done(OperationKind::capture, State::succeeded, amount, settled);
  view.facts.terms.more_to_come = true;
  return view;
}

const OperationView part = part_of(4.00_eur, 2);
const OperationView like_it = part_of(4.00_eur, 3);
const OperationView last = done(OperationKind::capture, State::succeeded, 1.00_eur, 4);
const OperationView rest_released = done(void_authorisation, State::succeeded, 6.00_eur, 3);
const OperationView released = done(void_authorisation, State::succeeded, 10.00_eur, 2);
const OperationView releasing = done(void_authorisation, State::unknown, 10.00_eur, 2);
const OperationView returned = done(OperationKind::refund, State::succeeded, 6.00_eur, 3);
const OperationView returning = done(OperationKind::refund, State::parked, 6.00_eur, 3);

struct Rule {
  std::vector<OperationView> before;
  OperationKind kind;
  Money amount;
  Permission permission;
  std::string reason;
};

Advice advice(const Rule& row, Instant now = {10}) {
  const Payment payment{PayableId{{}, "pay-1"}, 5, row.before};
  return advise(payment, {row.kind, PayableId{{}, "pay-1"}, 9, {"c-1"}, row.amount, {}}, now, {5});
}

const Permission granted = Permission::granted;
const Permission busy = Permission::busy;
const Permission refused = Permission::refused;

const std::vector<Rule> table{
    {{}, authorise, 10.00_eur, granted, ""},
    {{}, capture, 10.00_eur, refused, "not_authorised"},
    {{}, OperationKind::refund, 1.00_eur, refused, "not_authorised"},
    {{holding}, authorise, 10.00_eur, busy, "authorisation_unresolved"},
    {{holding}, capture, 10.00_eur, busy, "authorisation_unresolved"},
    {{held}, authorise, 10.00_eur, refused, "already_authorised"},
    {{held}, capture, 10.00_eur, granted, ""},
    {{held}, capture, 7.00_eur, granted, ""},
    {{held}, capture, 10.01_eur, refused, "above_authorised"},
    {{held}, capture, 10_jpy, refused, "another_currency"},
    {{held}, void_authorisation, 10.00_eur, granted, ""},
    {{held}, void_authorisation, 9.00_eur, refused, "not_the_authorised_amount"},
    {{held}, OperationKind::refund, 1.00_eur, refused, "nothing_captured"},
    {{held, taking}, void_authorisation, 10.00_eur, busy, "capture_unresolved"},
    {{held, taking}, capture, 10.00_eur, busy, "capture_unresolved"},
    {{held, taking}, OperationKind::refund, 1.00_eur, busy, "capture_unresolved"},
    {{held, taken}, capture, 1.00_eur, refused, "already_captured"},
    {{held, taken}, void_authorisation, 10.00_eur, refused, "already_captured"},
    {{held, taken}, authorise, 10.00_eur, refused, "already_captured"},
    {{held, releasing}, capture, 10.00_eur, busy, "void_unresolved"},
    {{held, released}, capture, 10.00_eur, refused, "already_voided"},
    {{held, released}, authorise, 10.00_eur, granted, ""},
    {{held, taken}, OperationKind::refund, 10.00_eur, granted, ""},
    {{held, part}, capture, 4.00_eur, granted, ""},
    {{held, part}, capture, 6.01_eur, refused, "above_authorised"},
    {{held, part}, authorise, 10.00_eur, refused, "already_captured"},
    {{held, part}, void_authorisation, 6.00_eur, granted, ""},
    {{held, part}, void_authorisation, 10.00_eur, refused, "not_the_remaining_amount"},
    {{held, part}, OperationKind::refund, 4.00_eur, granted, ""},
    {{held, part}, OperationKind::refund, 4.01_eur, refused, "above_captured"},
    {{held, part, taking}, capture, 1.00_eur, busy, "capture_unresolved"},
    {{held, part, like_it}, capture, 2.00_eur, granted, ""},
    {{held, part, like_it}, capture, 2.01_eur, refused, "above_authorised"},
    {{held, part, like_it, last}, capture, 1.00_eur, refused, "already_captured"},
    {{held, part, like_it, last}, void_authorisation, 1.00_eur, refused, "already_captured"},
    {{held, part, rest_released}, capture, 1.00_eur, refused, "already_captured"},
    {{held, part, rest_released}, authorise, 1.00_eur, refused, "already_captured"},
    {{held, taken, returned}, OperationKind::refund, 4.00_eur, granted, ""},
    {{held, taken, returned}, OperationKind::refund, 4.01_eur, refused, "above_captured"},
    {{held, taken, returning}, OperationKind::refund, 4.00_eur, granted, ""},
    {{held, taken, returning}, OperationKind::refund, 4.01_eur, busy, "refund_unresolved"},
};

}  // namespace

TEST_CASE("what may be done next follows from what was done") {
  for (const Rule& row : table) {
    INFO(to_text(row.kind) << " of " << format(row.amount) << " after " << row.before.size());
    const Advice given = advice(row);
    CHECK(given.permission == row.permission);
    CHECK(given.reason == row.reason);
  }
}

TEST_CASE("a hold may be captured until its deadline less the margin, and renewed after it") {
  const Rule capturing{{held}, capture, 10.00_eur, granted, ""};
  const Rule renewing{{held}, authorise, 10.00_eur, granted, ""};

  CHECK(advice(capturing, {994}).permission == granted);
  CHECK(advice(capturing, {995}).reason == "authorisation_lapsed");
  CHECK(advice(renewing, {999}).permission == refused);
  CHECK(advice(renewing, {1000}).permission == granted);
}

TEST_CASE("the name of a payment's stage follows its sums") {
  const auto stage = [](std::vector<OperationView> operations) {
    return std::string(journey(Payment{PayableId{{}, "pay-1"}, 9, std::move(operations)}));
  };

  CHECK(stage({}) == "nothing");
  CHECK(stage({holding}) == "initiated");
  CHECK(stage({held}) == "authorised");
  CHECK(stage({held, released}) == "voided");
  CHECK(stage({held, taken}) == "captured");
  CHECK(stage({held, part}) == "partly_captured");
  CHECK(stage({held, taken, returned}) == "partly_refunded");
}

TEST_CASE("of two holds the later one is surplus, and a capture beside a void is") {
  OperationView second = done(authorise, State::succeeded, 10.00_eur, 4);
  const Payment two{PayableId{{}, "pay-1"}, 4, {held, second}};
  const Payment crossed{PayableId{{}, "pay-1"}, 3, {held, released, taken}};

  CHECK(surplus(two, second.facts.operation, {10}));
  CHECK_FALSE(surplus(two, held.facts.operation, {10}));
  CHECK(surplus(crossed, taken.facts.operation, {10}));
  const Payment one{PayableId{{}, "pay-1"}, 2, {held, taken}};
  CHECK_FALSE(surplus(one, taken.facts.operation, {10}));
}

TEST_CASE("captures in parts are no surplus; one beyond the hold or after its last capture is") {
  const auto is_surplus = [](std::vector<OperationView> operations) {
    const OperationId late = operations.back().facts.operation;
    return surplus(Payment{PayableId{{}, "pay-1"}, 9, std::move(operations)}, late, {10});
  };

  CHECK_FALSE(is_surplus({held, part, like_it}));
  CHECK_FALSE(is_surplus({held, part, like_it, last}));
  CHECK(is_surplus({held, part, part_of(6.01_eur, 3)}));
  CHECK(is_surplus({held, done(OperationKind::capture, State::succeeded, 1.00_eur, 2), like_it}));
  CHECK(is_surplus({held, rest_released, part_of(1.00_eur, 4)}));
  CHECK_FALSE(is_surplus({held, rest_released, part}));
}

TEST_CASE("the last capture leaves a remainder until that is released, a capture of a part none") {
  const auto left = [](std::vector<OperationView> operations) {
    return remainder(Payment{PayableId{{}, "pay-1"}, 9, std::move(operations)}, {"authorise1"});
  };
  OperationView release = done(void_authorisation, State::succeeded, 1.00_eur, 5);

  CHECK(left({held}) == 0);
  CHECK(left({held, part}) == 0);
  CHECK(left({held, part, like_it, last}) == 100);
  CHECK(left({held, part, like_it, last, release}) == 0);
  CHECK(left({held, taken}) == 0);
}

TEST_CASE("what the last capture left is released once, by ourselves alone") {
  const auto given = [](std::vector<OperationView> operations, Cause cause, Money amount) {
    const Payment payment{PayableId{{}, "pay-1"}, 9, std::move(operations)};
    Command command{void_authorisation, payment.payable, 9, {"c-1"}, amount, {"authorise1"}};
    command.cause = cause;
    return advise(payment, command, {10}, {5});
  };
  const std::vector<OperationView> closed{held, part, like_it, last};
  const std::vector<OperationView> going{
      held, part, like_it, last, done(void_authorisation, State::unknown, 1.00_eur, 5)};

  CHECK(given(closed, Cause::remainder, 1.00_eur).permission == granted);
  CHECK(given(closed, Cause::requested, 1.00_eur).reason == "already_captured");
  CHECK(given(closed, Cause::remainder, 2.00_eur).reason == "not_the_remaining_amount");
  CHECK(given(going, Cause::remainder, 1.00_eur).reason == "void_unresolved");
  CHECK(given({held, part}, Cause::remainder, 6.00_eur).reason == "not_captured");
}
