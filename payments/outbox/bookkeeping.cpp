// The balance is read just before the commit, so that two operations of one customer rarely meet;
// when they do, the condition on its version makes one of them try again.
#include "payments/outbox/bookkeeping.hpp"

#include "payments/journal/rows.hpp"
#include "payments/journal/stored.hpp"

#include <utility>

namespace payments {

std::expected<bool, CommitError> add_balance(Store& store, Transaction& draft,
                                             const Posting& posting) {
  if (!posting.moved) return true;
  const Money moved = *posting.moved;
  RowKey key = balance_key(posting.tenant, posting.customer, moved.currency);
  const auto found = fetch(store, tables::balances, key, decode_balance);
  const bool damaged = !found && found.error() == StoreError::unreadable;
  if (!found && !damaged) return std::unexpected(CommitError::unavailable);
  const bool known = found && *found;
  const Money before = known ? (*found)->value.amount : Money{0, moved.currency};
  const auto after = add(before, moved);
  const bool fits = after && !damaged;
  const BalanceRow row{posting.tenant, posting.customer, fits ? *after : moved};
  if (fits) {
    const std::uint64_t version = known ? (*found)->version : 0;
    draft.writes.push_back(put(tables::balances, std::move(key), encode(row), version));
  } else {
    const OperationId& operation = posting.event->facts.operation;
    draft.writes.push_back(put(tables::unposted, operation_key(operation), encode(row), 0));
  }
  return fits;
}

void add_event(Transaction& draft, const Event& event) {
  draft.writes.push_back(put(tables::outbox, outbox_key(event.facts.payable, event.place),
                             encode(OutboxRow{event, 0}), 0));
}

std::expected<void, CommitError> OutboxBookkeeping::commit(Transaction draft,
                                                           const Posting& posting) {
  const auto added = add_balance(store_, draft, posting);
  if (!added) return std::unexpected(added.error());
  if (!*added) telemetry_.alarm(unposted_alarm, posting.event->facts.operation.value);
  if (posting.event) add_event(draft, *posting.event);
  return store_.commit(draft);
}

}  // namespace payments
