// What follows from a transition: the customer's balance and the events for consumers, committed
// with it in one transaction. Part of the service that a host may replace.
// Serves: no event without its transition and none missing (I23); record, balance and downstream
// ledger cannot part for good (S32).
#pragma once

#include "payments/ports/ports.hpp"
#include "payments/types/event.hpp"

#include <expected>
#include <optional>
#include <string_view>

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
  explicit OutboxBookkeeping(const Ports& ports)
      : store_(ports.store), telemetry_(ports.telemetry) {}

  std::expected<void, CommitError> commit(Transaction draft, const Posting& posting) override;

 private:
  Store& store_;
  Telemetry& telemetry_;
};

/// The alarm about money that moved and could not be added to its customer's balance.
inline constexpr std::string_view unposted_alarm = "not_in_balance";

/// Adds the new balance of what moved to `draft`, conditional on the balance just read. Where the
/// sum does not fit, or the balance cannot be read, the money has moved all the same: it is kept as
/// a row of `unposted`, beside the balance, for a person to settle. Returns: whether it went into
/// the balance. Errors: unavailable; nothing was added.
[[nodiscard]] std::expected<bool, CommitError> add_balance(Store& store, Transaction& draft,
                                                           const Posting& posting);

/// Adds the event to `draft`, as a row for the relay.
void add_event(Transaction& draft, const Event& event);

}  // namespace payments
