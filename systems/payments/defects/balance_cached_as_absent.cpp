// Balances are kept at hand with their versions, to spare a read in every commit. A stale one is
// dropped and read anew; a "duplicate" is left to the journal, whose rows are inserted. But so is a
// customer's first balance. If that commit was applied and reported as unknown, or another node was
// first, the absent row stays at hand: nothing of this customer can be booked here any more, and
// whatever moves at the processor meanwhile stays in doubt until the process is restarted.
#include <map>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::CommitError;
using payments::Posting;
using payments::RowKey;

class CachingBookkeeping final : public payments::OutboxBookkeeping {
 public:
  explicit CachingBookkeeping(const payments::Ports& ports)
      : OutboxBookkeeping{ports}, store_{ports.store} {}

  std::expected<void, CommitError> commit(payments::Transaction draft,
                                          const Posting& posting) override {
    if (!posting.moved) return OutboxBookkeeping::commit(std::move(draft), posting);
    const RowKey at =
        payments::balance_key(posting.tenant, posting.customer, posting.moved->currency);
    const auto before = balance(at, posting.moved->currency);
    if (!before) return OutboxBookkeeping::commit(std::move(draft), posting);
    const auto sum = payments::add(before->amount, *posting.moved);
    if (!sum) return OutboxBookkeeping::commit(std::move(draft), posting);

    const payments::BalanceRow row{posting.tenant, posting.customer, *sum};
    draft.writes.push_back(
        payments::put(payments::tables::balances, at, payments::encode(row), before->version));
    if (posting.event) payments::add_event(draft, *posting.event);
    const auto done = store_.commit(draft);
    if (done) at_hand_.insert_or_assign(at, Balance{*sum, before->version + 1});
    if (!done && done.error() == CommitError::stale) at_hand_.erase(at);
    return done;
  }

 private:
  struct Balance {
    payments::Money amount;
    std::uint64_t version = 0;  ///< 0: there is no row yet
  };

  /// The balance as last seen; none where it cannot be read.
  std::optional<Balance> balance(const RowKey& at, payments::Currency currency) {
    if (const auto seen = at_hand_.find(at); seen != at_hand_.end()) return seen->second;
    const auto stored =
        payments::fetch(store_, payments::tables::balances, at, payments::decode_balance);
    if (!stored) return std::nullopt;
    Balance found{payments::Money{0, currency}, 0};
    if (*stored) found = Balance{(*stored)->value.amount, (*stored)->version};
    at_hand_.insert_or_assign(at, found);
    return found;
  }

  payments::Store& store_;
  std::map<RowKey, Balance> at_hand_;
};

void keep_balances_at_hand(payments::Parts& parts, const payments::Ports& ports,
                           const payments::Config&) {
  parts.bookkeeping = std::make_unique<CachingBookkeeping>(ports);
}

}  // namespace

Defect balance_cached_as_absent() {
  return {.name = "balance_cached_as_absent",
          .summary = "A cached balance that says \"no row yet\" outlives the row's insertion.",
          .lesson = "What is kept of the store is dropped after any commit that did not succeed.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("balance_cached_as_absent",
                                  "payments, with balances kept at hand", keep_balances_at_hand)};
}

}  // namespace assay::systems
