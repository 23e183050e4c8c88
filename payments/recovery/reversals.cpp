// A row leaves the list only when its reversal succeeded; until then it is asked for again under
// the same key, which is how a crash in between does no harm. One that is refused stays for a
// person, unless it turns out to have worked.
#include "payments/recovery/reversals.hpp"

#include "payments/journal/breaks.hpp"
#include "payments/journal/stored.hpp"

#include <algorithm>
#include <utility>

namespace payments {

std::uint32_t reversal_ordinal(const OperationView& view) {
  return first_own_ordinal + static_cast<std::uint32_t>(view.settled);
}

bool reversed(const Payment& payment, const OperationView& view) {
  const std::uint32_t ordinal = reversal_ordinal(view);
  return std::ranges::any_of(payment.operations, [&](const OperationView& other) {
    return other.facts.ordinal == ordinal;
  });
}

namespace {

/// Where the ordinals begin of those that undo a second effect of an operation.
constexpr std::uint32_t first_second_ordinal = 2 * first_own_ordinal;

std::uint32_t ordinal_of(const OperationView& view, const FollowUpRow& row) {
  return row.effect.empty() ? reversal_ordinal(view) : first_second_ordinal + row.ordinal;
}

/// A hold that was captured is not undone: what is left of it is let go.
Request release_of(const OperationView& hold, std::int64_t minor) {
  return {.scope = {hold.facts.payable.tenant, std::string(own_scope)},
          .key = {"release-" + hold.facts.operation.value},
          .command = {.kind = OperationKind::void_authorisation,
                      .payable = hold.facts.payable,
                      .ordinal = reversal_ordinal(hold),
                      .customer = hold.facts.customer,
                      .amount = {minor, hold.facts.amount.currency},
                      .parent = hold.facts.operation,
                      .effect = {},
                      .terms = {},
                      .cause = Cause::remainder,
                      .grounds = hold.facts.operation.value}};
}

Request reversal_of(const OperationView& view, const FollowUpRow& row) {
  const bool hold = view.facts.kind == OperationKind::authorise;
  const bool second = !row.effect.empty();
  return {.scope = {view.facts.payable.tenant, std::string(own_scope)},
          .key = {"reverse-" + view.facts.operation.value + (second ? "/" + row.effect : "")},
          .command = {.kind = hold ? OperationKind::void_authorisation : OperationKind::refund,
                      .payable = view.facts.payable,
                      .ordinal = ordinal_of(view, row),
                      .customer = view.facts.customer,
                      .amount = view.facts.amount,
                      .parent = hold ? view.facts.operation : view.facts.parent,
                      .effect = row.effect,
                      .terms = {},
                      .cause = Cause::surplus,
                      .grounds = view.facts.operation.value}};
}

enum class Reversed : std::uint8_t { yes, not_yet, refused };

Reversed reverse(const Ports& ports, Damage& damage, const FollowUpRow& row,
                 const std::function<Response(const Request&)>& execute) {
  const RowKey key = payment_key(row.payable);
  const auto payment = fetch(ports.store, tables::payments, key, decode_payment);
  const bool damaged = !payment && payment.error() == StoreError::unreadable;
  if (damaged) damage.unreadable(tables::payments, key.text());
  if (!payment || !*payment) return Reversed::not_yet;
  const OperationView* view = (*payment)->value.find(row.operation);
  if (view == nullptr) return Reversed::not_yet;
  const bool releases = row.effect.empty() && view->facts.kind == OperationKind::authorise &&
                        totals((*payment)->value, row.operation).captured > 0;
  const std::int64_t left = releases ? remainder((*payment)->value, row.operation) : 0;
  if (releases && left == 0) return Reversed::yes;
  const Response response = execute(releases ? release_of(*view, left) : reversal_of(*view, row));
  if (response.code == status::succeeded) return Reversed::yes;
  const bool final_no =
      response.code == status::declined || response.code == status::unprocessable;
  return final_no ? Reversed::refused : Reversed::not_yet;
}

/// A reversal that was refused, and yet has succeeded by now: money that moved outweighs any word
/// that it did not.
bool worked_after_all(const Ports& ports, const FollowUpRow& row) {
  const auto payment =
      fetch(ports.store, tables::payments, payment_key(row.payable), decode_payment);
  if (!payment || !*payment) return false;
  const OperationView* view = (*payment)->value.find(row.operation);
  if (view == nullptr) return false;
  const std::uint32_t ordinal = ordinal_of(*view, row);
  return std::ranges::any_of((*payment)->value.operations, [&](const OperationView& other) {
    return other.facts.ordinal == ordinal && other.state == State::succeeded;
  });
}

/// What is reversed explains itself. False if the store did not let us know.
bool close_break(const Ports& ports, Transaction& draft, const FollowUpRow& late) {
  BreakRow second;
  second.what = BreakRow::What::second_effect;
  second.operation = late.operation;
  second.payable = late.payable;
  second.effect = late.effect;
  const RowKey key = break_key(second);
  const auto found = fetch(ports.store, tables::breaks, key, decode_break);
  if (!found) return false;
  if (!*found || !(*found)->value.settled_by.empty()) return true;
  BreakRow settled = (*found)->value;
  settled.settled_by = own_scope;
  settled.grounds = "reversed";
  draft.writes.push_back(put(tables::breaks, key, encode(settled), (*found)->version));
  return true;
}

/// Works on one row; one that was refused has worked after all. Returns: whether it needs no more
/// care of ours.
bool done_with(const Ports& ports, Damage& damage, const Row& row, FollowUpRow late,
               StepResult& result, const std::function<Response(const Request&)>& execute) {
  const Reversed reversed =
      late.alarmed != 0 ? Reversed::yes : reverse(ports, damage, late, execute);
  if (reversed == Reversed::not_yet) return false;
  Transaction draft{"reversed", row.key, {erase(tables::reversals, row)}};
  if (reversed == Reversed::refused) {
    late.alarmed = 1;
    draft.writes = {put(tables::reversals, row, encode(late))};
  } else if (!late.effect.empty() && !close_break(ports, draft, late)) {
    return false;
  }
  // Called before it is noted: who loses power in between calls again.
  if (reversed == Reversed::refused) {
    ports.telemetry.alarm("reversal_refused", late.operation.value);
  }
  const bool durable = ports.store.commit(draft).has_value();
  result.changed = result.changed || durable;
  return durable;
}

}  // namespace

StepResult reverse_late_successes(const Ports& ports, const Config& config, Damage& damage,
                                  const std::function<Response(const Request&)>& execute) {
  StepResult result;
  const Instant again = ports.clock.now() + config.ask_delay_min;
  std::string after;
  for (bool more = true; more;) {
    const auto rows = ports.store.scan(tables::reversals, after, config.page);
    if (!rows) {
      result.wake_at(again);
      return result;
    }
    for (const Row& row : *rows) {
      const auto late = decode_follow_up(row.value);
      if (!late) damage.unreadable(tables::reversals, row.key);
      if (!late) continue;
      if (late->alarmed != 0 && !worked_after_all(ports, *late)) continue;  // a person's
      if (!done_with(ports, damage, row, *late, result, execute)) result.wake_at(again);
    }
    more = rows->size() == config.page;
    if (more) after = rows->back().key;
  }
  return result;
}

}  // namespace payments
