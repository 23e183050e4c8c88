// What follows from a transition: the customer's balance and the events for consumers, committed
// with it in one transaction. Part of the service that a host may replace.
// Serves: no event without its transition and none missing (I23); record, balance and downstream
// ledger cannot part for good (S32).
#pragma once

#include "payments/event.hpp"
#include "payments/ports/store.hpp"

#include <expected>
#include <optional>

namespace payments {

/// What one transition means to others.
struct Posting {
  Tenant tenant;
  CustomerId customer;
  std::optional<Money> moved;  ///< added to the customer's balance; negative for a refund
  std::optional<Event> event;
};

class Bookkeeping {
 public:
  virtual ~Bookkeeping() = default;

  /// Commits `draft`, the transition itself, together with everything that follows from it. One
  /// try: on any error but unknown, nothing of it has happened.
  virtual std::expected<void, CommitError> commit(Transaction draft, const Posting& posting) = 0;
};

/// Balance and outbox are rows of the same store.
class OutboxBookkeeping : public Bookkeeping {
 public:
  explicit OutboxBookkeeping(Store& store) : store_(store) {}

  std::expected<void, CommitError> commit(Transaction draft, const Posting& posting) override;

 private:
  Store& store_;
};

/// Adds the new balance of what moved to `draft`, conditional on the balance just read.
/// Errors: unavailable; nothing was added.
[[nodiscard]] std::expected<void, CommitError> add_balance(Store& store, Transaction& draft,
                                                           const Posting& posting);

/// Adds the event to `draft`, as a row for the relay.
void add_event(Transaction& draft, const Event& event);

}  // namespace payments
