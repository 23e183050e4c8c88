// Only one question matters for each rule: which operations took effect, and which still may.
#include "payments/journal/payment.hpp"

#include "payments/journal/standing.hpp"

#include <algorithm>

namespace payments {
namespace {

using enum OperationKind;

bool took_effect(const OperationView& view) { return view.state == State::succeeded; }

/// Whether some operation of this kind is such a one: on this authorisation, and on the effect of
/// it that we go by.
template <typename Predicate>
bool any(const Payment& payment, OperationKind kind, const OperationId& parent, Predicate matches) {
  return std::ranges::any_of(payment.operations, [&](const OperationView& view) {
    return view.facts.kind == kind && view.facts.parent == parent &&
           !of_second_effect(payment, view) && matches(view);
  });
}

bool is_hold(const OperationView& view) {
  return view.facts.kind == authorise && took_effect(view);
}

/// Whether money may still be taken or has been: a second hold beside it is one too many.
bool counts(const Payment& payment, const OperationView& hold, Instant now) {
  const Standing at = standing(payment, hold, now);
  return at == Standing::held || at == Standing::capturing || at == Standing::captured ||
         at == Standing::part_captured || at == Standing::voiding;
}

Advice granted(const OperationView& hold, Money amount) {
  return {Permission::granted, "", hold.facts.operation, hold.reference, amount};
}
Advice busy(std::string_view reason) { return {Permission::busy, reason, {}, {}, {}}; }
Advice refused(std::string_view reason) { return {Permission::refused, reason, {}, {}, {}}; }

/// What the table does not grant, as advice.
std::optional<Advice> withheld(Standing at, OperationKind next) {
  const Succession ruling = may_follow(at, next);
  if (ruling.permission == Permission::granted) return std::nullopt;
  return Advice{ruling.permission, ruling.reason, {}, {}, {}};
}

/// A new hold may begin once no other one stands in its way. One that is unresolved comes first:
/// nobody knows yet what it will be.
Advice advise_authorise(const Payment& payment, const Command& command, Instant now) {
  if (!command.parent.empty()) return refused("parent_not_expected");
  std::optional<Advice> no;
  for (const OperationView& view : payment.operations) {
    if (view.facts.kind != authorise) continue;
    const Standing at = standing(payment, view, now);
    const auto found = withheld(at, authorise);
    if (found && at == Standing::unresolved) return *found;
    if (!no) no = found;
  }
  return no ? *no : Advice{Permission::granted, "", {}, {}, command.amount};
}

/// What of a hold's captured money was neither returned nor is about to be. Units: minor.
struct Left {
  std::int64_t after_returned = 0;
  std::int64_t after_reserved = 0;
  bool countable = true;
};

Left left_of(const Payment& payment, const OperationId& hold) {
  const Totals sums = totals(payment, hold);
  if (sums.overflowed) return {.countable = false};
  Left left{sums.captured - sums.refunded};
  left.after_reserved = left.after_returned - sums.refund_reserved;
  return left;
}

/// Whether `hold` bears the refund better than `best`: more is left, now or once it is settled.
bool bears_better(const Payment& payment, const OperationView& hold, const OperationView& best) {
  const Left one = left_of(payment, hold.facts.operation);
  const Left other = left_of(payment, best.facts.operation);
  if (one.after_reserved != other.after_reserved) return one.after_reserved > other.after_reserved;
  return one.after_returned > other.after_returned;
}

/// The hold that a command without a parent means: of those that it may follow on, the one that
/// bears it best, and else the one that tells best why it may not.
const OperationView* target(const Payment& payment, OperationKind next, Instant now) {
  const OperationView* best = nullptr;
  for (const OperationView& view : payment.operations) {
    if (!is_hold(view)) continue;
    const Standing at = standing(payment, view, now);
    if (at == Standing::captured) {
      const bool first = best == nullptr || standing(payment, *best, now) != Standing::captured;
      if (first || (next == refund && bears_better(payment, view, *best))) best = &view;
      continue;
    }
    if (!counts(payment, view, now)) continue;
    const bool taken = best != nullptr && standing(payment, *best, now) == Standing::captured;
    if (best == nullptr || (!taken && view.settled < best->settled)) best = &view;
  }
  return best;
}

/// No hold counts any more: the last one, or one that may yet come, says why.
Advice no_hold(const Payment& payment, OperationKind next, Instant now) {
  const OperationView* last = nullptr;
  for (const OperationView& view : payment.operations) {
    if (view.facts.kind != authorise) continue;
    const Standing at = standing(payment, view, now);
    if (at == Standing::unresolved) return *withheld(at, next);
    if (took_effect(view)) last = &view;
  }
  const Standing at = last == nullptr ? Standing::absent : standing(payment, *last, now);
  return *withheld(at, next);
}

/// What of a hold was not captured; nothing where that does not add up.
std::optional<Money> uncaptured(const Payment& payment, const OperationView& hold) {
  const Totals sums = totals(payment, hold.facts.operation);
  if (sums.overflowed || sums.captured > hold.facts.amount.minor) return std::nullopt;
  return Money{hold.facts.amount.minor - sums.captured, hold.facts.amount.currency};
}

Advice advise_capture(const Payment& payment, const OperationView& hold, const Command& command,
                      Instant now, Duration margin) {
  if (hold.capture_before && *hold.capture_before <= now + margin) {
    return refused("authorisation_lapsed");
  }
  const auto left = uncaptured(payment, hold);
  if (!left) return refused("sums_too_large");
  if (command.amount.minor > left->minor) return refused("above_authorised");
  return granted(hold, command.amount);
}

/// A second effect of an authorisation is undone whatever became of the first: once.
Advice advise_void_of_effect(const Payment& payment, const OperationView& hold,
                             const Command& command) {
  for (const OperationView& view : payment.operations) {
    if (view.facts.kind != void_authorisation || view.facts.effect != command.effect) continue;
    if (took_effect(view)) return refused("already_voided");
    if (unresolved(view.state)) return busy("void_unresolved");
  }
  Advice advice = granted(hold, command.amount);
  advice.effect = command.effect;
  return advice;
}

/// A void releases what is left, and says how much that is.
Advice advise_void(const Payment& payment, const OperationView& hold, const Command& command) {
  const auto left = uncaptured(payment, hold);
  if (!left) return refused("sums_too_large");
  if (command.amount == *left) return granted(hold, *left);
  const bool whole = *left == hold.facts.amount;
  return refused(whole ? "not_the_authorised_amount" : "not_the_remaining_amount");
}

/// What the last capture left of its hold is released once, by ourselves.
Advice advise_release(const Payment& payment, const OperationView& hold, const Command& command,
                      Instant now) {
  if (standing(payment, hold, now) != Standing::captured) return refused("not_captured");
  const OperationId& id = hold.facts.operation;
  if (any(payment, void_authorisation, id, took_effect)) return refused("already_voided");
  const auto still_open = [](const OperationView& view) { return unresolved(view.state); };
  if (any(payment, void_authorisation, id, still_open)) return busy("void_unresolved");
  return advise_void(payment, hold, command);
}

Advice advise_refund(const Payment& payment, const OperationView& hold, const Command& command) {
  const Left left = left_of(payment, hold.facts.operation);
  if (!left.countable) return refused("sums_too_large");
  if (command.amount.minor > left.after_returned) return refused("above_captured");
  if (command.amount.minor > left.after_reserved) return busy("refund_unresolved");
  return granted(hold, command.amount);
}

void accumulate(Totals& sums, std::int64_t& sum, std::int64_t minor) {
  if (__builtin_add_overflow(sum, minor, &sum)) sums.overflowed = true;
}

/// Adds one operation to the sums, for as far as it counts.
void add(Totals& sums, const Payment& payment, const OperationView& view) {
  const std::int64_t minor = view.facts.amount.minor;
  const bool reserved = view.facts.kind == refund && unresolved(view.state);
  if (reserved) accumulate(sums, sums.refund_reserved, minor);
  if (!took_effect(view) || of_second_effect(payment, view)) return;
  switch (view.facts.kind) {
    case authorise: return accumulate(sums, sums.authorised, minor);
    case capture: return accumulate(sums, sums.captured, minor);
    case void_authorisation: return accumulate(sums, sums.voided, minor);
    case refund: return accumulate(sums, sums.refunded, minor);
  }
}

/// Whether a capture came when its hold was over: taken for the last time, released, or not enough.
bool one_too_many(const Payment& payment, const OperationView& hold, const OperationView& late) {
  std::int64_t left = hold.facts.amount.minor - late.facts.amount.minor;
  for (const OperationView& other : payment.operations) {
    const bool leans = other.facts.parent == hold.facts.operation && took_effect(other);
    if (!leans || &other == &late || of_second_effect(payment, other)) continue;
    const bool earlier = other.settled < late.settled;
    if (other.facts.kind == void_authorisation) {
      if (earlier || other.facts.amount == hold.facts.amount) return true;
    } else if (other.facts.kind == capture && earlier) {
      if (!other.facts.terms.more_to_come) return true;
      left -= other.facts.amount.minor;
    }
  }
  return left < 0;
}

}  // namespace

bool of_second_effect(const Payment& payment, const OperationView& view) {
  if (view.facts.effect.empty()) return false;
  const OperationView* hold = payment.find(view.facts.parent);
  return hold != nullptr && !hold->reference.empty() && hold->reference != view.facts.effect;
}

const OperationView* Payment::find(const OperationId& operation) const {
  const auto found = std::ranges::find_if(
      operations, [&](const OperationView& view) { return view.facts.operation == operation; });
  return found == operations.end() ? nullptr : &*found;
}

Totals totals(const Payment& payment) {
  Totals sums;
  for (const OperationView& view : payment.operations) add(sums, payment, view);
  return sums;
}

Totals totals(const Payment& payment, const OperationId& hold) {
  Totals sums;
  for (const OperationView& view : payment.operations) {
    if (view.facts.operation == hold || view.facts.parent == hold) add(sums, payment, view);
  }
  return sums;
}

/// Holds that were never captured take no part in whether a capture was of a part.
std::string_view journey(const Payment& payment) {
  const Totals sums = totals(payment);
  if (sums.refunded > 0) return sums.refunded < sums.captured ? "partly_refunded" : "refunded";
  if (sums.captured > 0) {
    const bool part = std::ranges::any_of(payment.operations, [&](const OperationView& view) {
      if (!is_hold(view)) return false;
      const Totals own = totals(payment, view.facts.operation);
      return own.captured > 0 && own.captured < own.authorised;
    });
    return part ? "partly_captured" : "captured";
  }
  if (sums.authorised > sums.voided) return "authorised";
  if (sums.voided > 0) return "voided";
  return payment.operations.empty() ? "nothing" : "initiated";
}

Advice advise(const Payment& payment, const Command& command, Instant now, Duration margin) {
  if (command.kind == authorise) return advise_authorise(payment, command, now);
  const bool named = !command.parent.empty();
  const OperationView* hold =
      named ? payment.find(command.parent) : target(payment, command.kind, now);
  if (hold == nullptr && named) return refused("no_such_parent");
  if (hold == nullptr) return no_hold(payment, command.kind, now);
  if (hold->facts.kind != authorise) return refused("parent_is_no_authorisation");
  if (hold->facts.customer != command.customer) return refused("another_customer");
  if (hold->facts.amount.currency != command.amount.currency) return refused("another_currency");
  const std::string& account = command.terms.merchant_account;
  if (!account.empty() && account != hold->facts.terms.merchant_account) {
    return refused("another_merchant_account");
  }
  const bool second = command.kind == void_authorisation && !command.effect.empty() &&
                      command.effect != hold->reference;
  if (second) return advise_void_of_effect(payment, *hold, command);
  if (command.cause == Cause::remainder) return advise_release(payment, *hold, command, now);
  if (const auto no = withheld(standing(payment, *hold, now), command.kind)) return *no;
  if (command.kind == capture) return advise_capture(payment, *hold, command, now, margin);
  if (command.kind == void_authorisation) return advise_void(payment, *hold, command);
  return advise_refund(payment, *hold, command);
}

const OperationView* done_before(const Payment& payment, const Command& command) {
  const auto found = std::ranges::find_if(payment.operations, [&](const OperationView& view) {
    return view.facts.kind == command.kind && view.facts.ordinal == command.ordinal &&
           took_effect(view);
  });
  return found == payment.operations.end() ? nullptr : &*found;
}

const OperationView* begun_before(const Payment& payment, const Command& command) {
  const OperationView* last = nullptr;
  for (const OperationView& view : payment.operations) {
    const bool meant = view.facts.kind == command.kind && view.facts.ordinal == command.ordinal;
    if (meant && (unresolved(view.state) || view.state == State::failed)) last = &view;
  }
  return last;
}

std::int64_t remainder(const Payment& payment, const OperationId& hold) {
  const OperationView* const view = payment.find(hold);
  const bool closed = view != nullptr && any(payment, capture, hold, [](const OperationView& it) {
    return took_effect(it) && !it.facts.terms.more_to_come;
  });
  if (!closed || any(payment, void_authorisation, hold, took_effect)) return 0;
  const auto left = uncaptured(payment, *view);
  return left ? left->minor : 0;
}

bool surplus(const Payment& payment, const OperationId& operation, Instant now) {
  const OperationView* late = payment.find(operation);
  if (late == nullptr || !took_effect(*late)) return false;
  const auto before = [&](const OperationView& other) {
    return other.facts.kind == late->facts.kind && other.settled < late->settled &&
           took_effect(other);
  };
  const OperationId& parent = late->facts.parent;
  if (late->facts.kind == capture) {
    const OperationView* const hold = payment.find(parent);
    return hold != nullptr && one_too_many(payment, *hold, *late);
  }
  return late->facts.kind == authorise &&
         std::ranges::any_of(payment.operations, [&](const OperationView& other) {
           return before(other) && counts(payment, other, now);
         });
}

}  // namespace payments
