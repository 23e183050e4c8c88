// Only one question matters for each rule: which operations took effect, and which still may.
#include "payments/payment.hpp"

#include "payments/ensure.hpp"

#include <algorithm>

namespace payments {
namespace {

using enum OperationKind;

bool took_effect(const OperationView& view) { return view.state == State::succeeded; }

/// Whether it leans on an effect of its authorisation that is not the one we go by: it undoes a
/// second one, and leaves the first as it is.
bool of_second_effect(const Payment& payment, const OperationView& view) {
  if (view.facts.effect.empty()) return false;
  const OperationView* hold = payment.find(view.facts.parent);
  return hold != nullptr && !hold->reference.empty() && hold->reference != view.facts.effect;
}

/// Whether any operation of this kind on this authorisation is in such a state.
template <typename Predicate>
bool any(const Payment& payment, OperationKind kind, const OperationId& parent, Predicate matches) {
  return std::ranges::any_of(payment.operations, [&](const OperationView& view) {
    return view.facts.kind == kind && view.facts.parent == parent &&
           !of_second_effect(payment, view) && matches(view);
  });
}

bool effective(const Payment& payment, OperationKind kind, const OperationId& parent) {
  return any(payment, kind, parent, took_effect);
}

bool open(const Payment& payment, OperationKind kind, const OperationId& parent) {
  return any(payment, kind, parent, [](const auto& view) { return unresolved(view.state); });
}

bool lapsed(const OperationView& hold, Instant now) {
  return hold.capture_before && *hold.capture_before <= now;
}

bool live(const Payment& payment, const OperationView& hold, Instant now) {
  return hold.facts.kind == authorise && took_effect(hold) && !lapsed(hold, now) &&
         !effective(payment, void_authorisation, hold.facts.operation);
}

bool captured(const Payment& payment, const OperationView& hold) {
  return effective(payment, capture, hold.facts.operation);
}

/// The authorisation that a command leans on: the one named, else the captured one, else the
/// first that is live.
const OperationView* target(const Payment& payment, const Command& command, Instant now) {
  if (!command.parent.empty()) return payment.find(command.parent);
  const OperationView* best = nullptr;
  for (const OperationView& view : payment.operations) {
    if (view.facts.kind != authorise || !took_effect(view)) continue;
    if (captured(payment, view)) return &view;
    if (live(payment, view, now) && (best == nullptr || view.settled < best->settled)) best = &view;
  }
  return best;
}

/// The latest authorisation that took effect, live or not: what a refusal is explained by.
const OperationView* last_hold(const Payment& payment) {
  const OperationView* last = nullptr;
  for (const OperationView& view : payment.operations) {
    if (view.facts.kind == authorise && took_effect(view)) last = &view;
  }
  return last;
}

Advice granted(const OperationView& hold, Money amount) {
  return {Permission::granted, "", hold.facts.operation, hold.reference, amount};
}
Advice busy(std::string_view reason) { return {Permission::busy, reason, {}, {}, {}}; }
Advice refused(std::string_view reason) { return {Permission::refused, reason, {}, {}, {}}; }

Advice advise_authorise(const Payment& payment, const Command& command, Instant now) {
  if (open(payment, authorise, {})) return busy("authorisation_unresolved");
  for (const OperationView& view : payment.operations) {
    if (view.facts.kind != authorise || !took_effect(view)) continue;
    if (captured(payment, view)) return refused("already_captured");
    if (open(payment, capture, view.facts.operation)) return busy("capture_unresolved");
    if (live(payment, view, now)) return refused("already_authorised");
  }
  return {Permission::granted, "", {}, {}, command.amount};
}

Advice no_hold(const Payment& payment) {
  if (open(payment, authorise, {})) return busy("authorisation_unresolved");
  const OperationView* last = last_hold(payment);
  if (last == nullptr) return refused("not_authorised");
  const bool voided = effective(payment, void_authorisation, last->facts.operation);
  return refused(voided ? "already_voided" : "authorisation_lapsed");
}

/// What capture and void have in common: each excludes the other and itself (R24).
std::optional<Advice> exclusive(const Payment& payment, const OperationId& hold) {
  if (effective(payment, capture, hold)) return refused("already_captured");
  if (effective(payment, void_authorisation, hold)) return refused("already_voided");
  if (open(payment, capture, hold)) return busy("capture_unresolved");
  if (open(payment, void_authorisation, hold)) return busy("void_unresolved");
  return std::nullopt;
}

Advice advise_capture(const Payment& payment, const OperationView& hold, const Command& command,
                      Instant now, Duration margin) {
  if (const auto no = exclusive(payment, hold.facts.operation)) return *no;
  if (lapsed(hold, now + margin)) return refused("authorisation_lapsed");
  if (command.amount.minor > hold.facts.amount.minor) return refused("above_authorised");
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

Advice advise_void(const Payment& payment, const OperationView& hold, const Command& command) {
  if (!command.effect.empty() && command.effect != hold.reference) {
    return advise_void_of_effect(payment, hold, command);
  }
  if (const auto no = exclusive(payment, hold.facts.operation)) return *no;
  if (command.amount != hold.facts.amount) return refused("not_the_authorised_amount");
  return granted(hold, hold.facts.amount);
}

Advice advise_refund(const Payment& payment, const OperationView& hold, const Command& command) {
  const Totals sums = totals(payment);
  if (sums.captured == 0) {
    const bool waiting = open(payment, capture, hold.facts.operation);
    return waiting ? busy("capture_unresolved") : refused("nothing_captured");
  }
  const std::int64_t left = sums.captured - sums.refunded;
  if (command.amount.minor > left) return refused("above_captured");
  if (command.amount.minor > left - sums.refund_reserved) return busy("refund_unresolved");
  return granted(hold, command.amount);
}

void accumulate(std::int64_t& sum, std::int64_t minor) {
  ensure(!__builtin_add_overflow(sum, minor, &sum), "the sums of a payment fit into 64 bits");
}

}  // namespace

const OperationView* Payment::find(const OperationId& operation) const {
  const auto found = std::ranges::find_if(
      operations, [&](const OperationView& view) { return view.facts.operation == operation; });
  return found == operations.end() ? nullptr : &*found;
}

Totals totals(const Payment& payment) {
  Totals sums;
  for (const OperationView& view : payment.operations) {
    const std::int64_t minor = view.facts.amount.minor;
    const bool reserved = view.facts.kind == refund && unresolved(view.state);
    if (reserved) accumulate(sums.refund_reserved, minor);
    if (!took_effect(view) || of_second_effect(payment, view)) continue;
    switch (view.facts.kind) {
      case authorise: accumulate(sums.authorised, minor); break;
      case capture: accumulate(sums.captured, minor); break;
      case void_authorisation: accumulate(sums.voided, minor); break;
      case refund: accumulate(sums.refunded, minor); break;
    }
  }
  return sums;
}

std::string_view journey(const Payment& payment) {
  const Totals sums = totals(payment);
  if (sums.refunded > 0) return sums.refunded < sums.captured ? "partly_refunded" : "refunded";
  if (sums.captured > 0) return sums.captured < sums.authorised ? "partly_captured" : "captured";
  if (sums.authorised > sums.voided) return "authorised";
  if (sums.voided > 0) return "voided";
  return payment.operations.empty() ? "nothing" : "initiated";
}

Advice advise(const Payment& payment, const Command& command, Instant now, Duration margin) {
  if (command.kind == authorise) return advise_authorise(payment, command, now);
  const OperationView* hold = target(payment, command, now);
  if (hold == nullptr) return no_hold(payment);
  if (hold->facts.customer != command.customer) return refused("another_customer");
  if (hold->facts.amount.currency != command.amount.currency) return refused("another_currency");
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

bool surplus(const Payment& payment, const OperationId& operation, Instant now) {
  const OperationView* late = payment.find(operation);
  if (late == nullptr || !took_effect(*late)) return false;
  const auto before = [&](const OperationView& other) {
    return other.facts.kind == late->facts.kind && other.settled < late->settled &&
           took_effect(other);
  };
  if (late->facts.kind == capture) {
    return effective(payment, void_authorisation, late->facts.parent) ||
           any(payment, capture, late->facts.parent, before);
  }
  return late->facts.kind == authorise &&
         std::ranges::any_of(payment.operations, [&](const OperationView& other) {
           return before(other) && (live(payment, other, now) || captured(payment, other));
         });
}

}  // namespace payments
