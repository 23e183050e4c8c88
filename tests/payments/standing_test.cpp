// What may follow what, all pairs, against a table of the test's own; and what a parent may be.
#include "payments/journal/standing.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <vector>

using namespace payments;
using namespace payments::literals;

namespace {

constexpr std::array kinds{OperationKind::authorise, OperationKind::capture,
                           OperationKind::void_authorisation, OperationKind::refund};
const PayableId order{{"acme"}, "pay-1"};
constexpr Instant in_time{10}, too_late{2000};

OperationView operation(std::string id, OperationKind kind, State state, std::string parent = {}) {
  OperationView view;
  view.facts = {{std::move(id)}, order, kind, 1, {"c-1"}, 10.00_eur, {std::move(parent)}};
  view.state = state;
  view.settled = 1;
  if (kind == OperationKind::authorise) view.capture_before = Instant{1000};
  return view;
}

/// A payment for each standing that its hold can have.
Payment payment_at(Standing wanted) {
  using enum OperationKind;
  const auto with = [](State hold, std::vector<OperationView> more = {}) {
    more.insert(more.begin(), operation("hold", authorise, hold));
    return Payment{order, 9, std::move(more)};
  };
  const auto leaning = [&](OperationKind kind, State state) {
    return with(State::succeeded, {operation("next", kind, state, "hold")});
  };
  switch (wanted) {
    case Standing::absent: return {order, 0, {}};
    case Standing::unresolved: return with(State::unknown);
    case Standing::without_effect: return with(State::declined);
    case Standing::held:
    case Standing::lapsed: return with(State::succeeded);
    case Standing::capturing: return leaning(capture, State::parked);
    case Standing::captured: return leaning(capture, State::succeeded);
    case Standing::part_captured: {
      OperationView part = operation("next", capture, State::succeeded, "hold");
      part.facts.amount = 4.00_eur;
      part.facts.terms.more_to_come = true;
      return with(State::succeeded, {part});
    }
    case Standing::voiding: return leaning(void_authorisation, State::unknown);
    case Standing::voided: return leaning(void_authorisation, State::succeeded);
  }
  return {};
}

Advice advice(const Payment& payment, OperationKind kind, std::string parent, Instant now) {
  const bool whole =
      payment.operations.size() < 2 || payment.operations.back().facts.amount == 10.00_eur;
  const Money amount = kind == OperationKind::refund ? 4.00_eur : whole ? 10.00_eur : 6.00_eur;
  return advise(payment, {kind, order, 9, {"c-1"}, amount, {std::move(parent)}}, now, {5});
}

/// g, b, r: granted, busy, refused; in the order of `kinds`. Written down apart from the product.
const std::map<Standing, std::string> expected{
    {Standing::absent, "grrr"},  {Standing::unresolved, "bbbb"}, {Standing::without_effect, "grrr"},
    {Standing::held, "rggr"},    {Standing::capturing, "bbbb"},  {Standing::captured, "rrrg"},
    {Standing::part_captured, "rggg"},
    {Standing::voiding, "bbbb"}, {Standing::voided, "grrr"},     {Standing::lapsed, "grrr"},
};

char letter(Permission permission) {
  return permission == Permission::granted ? 'g' : permission == Permission::busy ? 'b' : 'r';
}

}  // namespace

TEST_CASE("every pair of standing and next operation is ruled as the table of the test has it") {
  for (const Standing at : standings) {
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      INFO(to_text(at) << " then " << to_text(kinds[i]));
      CHECK(letter(may_follow(at, kinds[i]).permission) == expected.at(at)[i]);
      const bool granted = may_follow(at, kinds[i]).permission == Permission::granted;
      CHECK(may_follow(at, kinds[i]).reason.empty() == granted);
    }
  }
}

TEST_CASE("advice follows the table, whether the hold is named or not") {
  for (const Standing at : standings) {
    const Payment payment = payment_at(at);
    const Instant now = at == Standing::lapsed ? too_late : in_time;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      INFO(to_text(at) << " then " << to_text(kinds[i]));
      CHECK(letter(advice(payment, kinds[i], "", now).permission) == expected.at(at)[i]);
      if (kinds[i] == OperationKind::authorise) continue;
      CHECK(letter(advice(payment, kinds[i], "hold", now).permission) == expected.at(at)[i]);
    }
  }
}

TEST_CASE("the parent of a capture, void or refund is an authorisation that took effect") {
  for (const OperationKind parent : kinds) {
    for (const State state : states) {
      if (state == State::none) continue;
      for (const OperationKind next : kinds) {
        INFO(to_text(next) << " on a " << to_text(parent) << " that is " << to_text(state));
        Payment payment = payment_at(Standing::held);
        payment.operations.push_back(operation("parent", parent, state, "hold"));
        if (parent == OperationKind::authorise) payment.operations.back().facts.parent = {};
        const Advice given = advice(payment, next, "parent", in_time);
        const bool bears = parent == OperationKind::authorise && state == State::succeeded &&
                           (next == OperationKind::capture ||
                            next == OperationKind::void_authorisation);
        CHECK((given.permission == Permission::granted) == bears);
        if (bears) CHECK(given.parent.value == "parent");
      }
    }
  }
}

TEST_CASE("an operation of another payment is no parent") {
  const Advice given =
      advice(payment_at(Standing::held), OperationKind::capture, "elsewhere", in_time);

  CHECK(given.permission == Permission::refused);
  CHECK(given.reason == "no_such_parent");
}

TEST_CASE("a void in doubt keeps a new authorisation waiting and refuses it nothing for good") {
  const Advice given = advice(payment_at(Standing::voiding), OperationKind::authorise, "", in_time);

  CHECK(given.permission == Permission::busy);
  CHECK(given.reason == "void_unresolved");
}

TEST_CASE("a refund goes to the hold that has something left, not to one that is refunded") {
  using enum OperationKind;
  const Payment twice{order, 9,
                      {operation("hold", authorise, State::succeeded),
                       operation("taken", capture, State::succeeded, "hold"),
                       operation("other", authorise, State::succeeded),
                       operation("again", capture, State::succeeded, "other"),
                       operation("back", OperationKind::refund, State::succeeded, "hold")}};

  const Advice given = advice(twice, OperationKind::refund, "", in_time);

  CHECK(given.permission == Permission::granted);
  CHECK(given.parent.value == "other");
}

TEST_CASE("a refund is measured by the hold that it is taken from, not by another one's capture") {
  using enum OperationKind;
  const Payment twice{order, 9,
                      {operation("hold", authorise, State::succeeded),
                       operation("taken", capture, State::succeeded, "hold"),
                       operation("other", authorise, State::succeeded),
                       operation("again", capture, State::succeeded, "other"),
                       operation("back", OperationKind::refund, State::succeeded, "hold")}};

  CHECK(advice(twice, OperationKind::refund, "hold", in_time).reason == "above_captured");
}

TEST_CASE("a payment whose only capture is of its whole hold is captured, whatever else was held") {
  using enum OperationKind;
  Payment payment{order, 9,
                  {operation("lapsed", authorise, State::succeeded),
                   operation("hold", authorise, State::succeeded),
                   operation("taken", capture, State::succeeded, "hold")}};
  CHECK(journey(payment) == "captured");

  payment.operations.back().facts.amount = 9.99_eur;
  CHECK(journey(payment) == "partly_captured");
}

TEST_CASE("sums that do not fit refuse a refund and break nothing") {
  using enum OperationKind;
  Payment payment = payment_at(Standing::captured);
  payment.operations.back().facts.amount.minor = std::numeric_limits<std::int64_t>::max();
  payment.operations.push_back(payment.operations.back());

  CHECK(totals(payment).overflowed);
  CHECK(advice(payment, OperationKind::refund, "", in_time).reason == "sums_too_large");
}
