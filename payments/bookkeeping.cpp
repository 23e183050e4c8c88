// The balance is read just before the commit, so that two operations of one customer rarely meet;
// when they do, the condition on its version makes one of them try again.
#include "payments/bookkeeping.hpp"

#include "payments/ensure.hpp"
#include "payments/rows.hpp"
#include "payments/stored.hpp"

#include <utility>

namespace payments {

std::expected<void, CommitError> add_balance(Store& store, Transaction& draft,
                                             const Posting& posting) {
  if (!posting.moved) return {};
  const Money moved = *posting.moved;
  RowKey key = balance_key(posting.tenant, posting.customer, moved.currency);
  const auto found = fetch(store, tables::balances, key, decode_balance);
  if (!found) return std::unexpected(CommitError::unavailable);
  const Money before = *found ? (*found)->value.amount : Money{0, moved.currency};
  const auto after = add(before, moved);
  ensure(after.has_value(), "a balance fits into 64 bits");
  draft.writes.push_back(put(tables::balances, std::move(key),
                             encode(BalanceRow{posting.tenant, posting.customer, *after}),
                             *found ? (*found)->version : 0));
  return {};
}

void add_event(Transaction& draft, const Event& event) {
  draft.writes.push_back(put(tables::outbox, outbox_key(event.facts.payable, event.place),
                             encode(OutboxRow{event, 0}), 0));
}

std::expected<void, CommitError> OutboxBookkeeping::commit(Transaction draft,
                                                           const Posting& posting) {
  const auto added = add_balance(store_, draft, posting);
  if (!added) return added;
  if (posting.event) add_event(draft, *posting.event);
  return store_.commit(draft);
}

}  // namespace payments
