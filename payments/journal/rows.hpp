// The rows that the payment code commits: their tables, keys, and text form. Public, because an
// observer of a store reads committed rows through these decoders; a row that does not decode is
// none. Serves: what is durable can be judged from outside.
#pragma once

#include "payments/journal/payment.hpp"
#include "payments/journal/responses.hpp"
#include "payments/journal/row_key.hpp"
#include "payments/ports/store.hpp"
#include "payments/types/event.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace payments {

namespace tables {
inline constexpr std::string_view journal = "journal";      ///< append-only, decides
inline constexpr std::string_view payments = "payments";    ///< the fold, one row per payable
inline constexpr std::string_view claims = "claims";        ///< idempotency records
inline constexpr std::string_view intents = "intents";      ///< their second unique identity
inline constexpr std::string_view balances = "balances";    ///< per customer and currency
inline constexpr std::string_view unposted = "unposted";    ///< moved, in no balance
inline constexpr std::string_view ledger = "ledger";        ///< entries of the books
inline constexpr std::string_view outbox = "outbox";        ///< events not yet acknowledged
inline constexpr std::string_view open = "open";            ///< operations with work left to do
inline constexpr std::string_view unmatched = "unmatched";  ///< successes not yet seen in the list
inline constexpr std::string_view reversals = "reversals";  ///< late successes to be undone
inline constexpr std::string_view breaks = "breaks";        ///< what the books do not explain
inline constexpr std::string_view cursors = "cursors";      ///< how far reconciliation has read
inline constexpr std::string_view inbox = "inbox";          ///< events of the processor
inline constexpr std::string_view unapplied = "unapplied";  ///< those that are still to be applied

/// Each of them. A table that is not here is not tested for the tenants it keeps apart.
inline constexpr std::array all{journal,   payments, claims,  intents, balances,
                                unposted,  ledger,   outbox,  open,    unmatched,
                                reversals, breaks,   cursors, inbox,   unapplied};

/// Whether rows of this table may wait in an index.
[[nodiscard]] constexpr bool falls_due(std::string_view table) {
  return table == claims || table == open || table == unmatched || table == inbox ||
         table == unapplied;
}
}  // namespace tables

/// What background work reads: the rows that are due, and no others. What is in the outbox is
/// undelivered, and its own keys are its order.
namespace indexes {
inline constexpr DueIndex open{tables::open, "open"};        ///< by when to ask the processor
inline constexpr DueIndex parked{tables::open, "parked"};    ///< the same, put aside
inline constexpr DueIndex leases{tables::claims, "leases"};  ///< running claims, by their leases
inline constexpr DueIndex expiries{tables::claims, "expiries"};       ///< ended ones, by expiry
inline constexpr DueIndex unlisted{tables::unmatched, "unlisted"};    ///< by when they succeeded
inline constexpr DueIndex unapplied{tables::unapplied, "unapplied"};  ///< by the next try
inline constexpr DueIndex applied{tables::inbox, "applied"};  ///< by when they were received
}  // namespace indexes

/// Who is working on a client's key, or what came of it.
enum class ClaimState : std::uint8_t {
  running,    ///< somebody owns it until its lease ends
  waiting,    ///< answered 202; whoever resolves its operation completes it
  completed,  ///< has its final response
  released,   ///< ended without a result: may be claimed again
};

struct ClaimRecord {
  Scope scope;
  IdempotencyKey key;
  std::string fingerprint;
  PayableId payable;  ///< with kind and ordinal: what the client means, whatever the key
  OperationKind kind{};
  std::uint32_t ordinal = 0;
  ClaimState state{};
  std::uint64_t token = 0;  ///< fencing: grows with each owner
  std::string owner;        ///< unique per claim, so that a claim recognises itself
  Instant lease_end;
  Instant expires;         ///< once completed or released
  OperationId operation;   ///< empty until it begins
  Response response;       ///< once completed

  friend bool operator==(const ClaimRecord&, const ClaimRecord&) = default;
};

struct BalanceRow {
  Tenant tenant;
  CustomerId customer;
  Money amount;  ///< captured less refunded
};

struct OutboxRow {
  Event event;
  std::uint32_t delivered = 0;  ///< bit n: acknowledged by the n-th of `consumers`
};

/// An operation that somebody must still look after.
struct OpenRow {
  OperationId operation;
  PayableId payable;
  Scope scope;
  IdempotencyKey key;
  Instant due;
  std::uint32_t asks = 0;  ///< how often the processor was asked about it at this pace
  std::uint32_t rare = 0;  ///< 1 once it is only asked about rarely
};

struct IntentRow {
  Scope scope;
  IdempotencyKey key;
};

/// A success that the processor's list has not shown yet, or one to be reversed.
struct FollowUpRow {
  OperationId operation;
  PayableId payable;
  Instant since;
  std::uint32_t alarmed = 0;  ///< 1 once a person was told
  std::string effect;         ///< the processor's reference of one effect too many; else empty
  std::uint32_t ordinal = 0;  ///< of the reversal of that effect
};

[[nodiscard]] RowKey journal_key(const OperationId& operation, std::uint64_t version);
[[nodiscard]] RowKey payment_key(const PayableId& payable);
[[nodiscard]] RowKey claim_key(const Scope& scope, const IdempotencyKey& key);
[[nodiscard]] RowKey intent_key(const PayableId& payable, OperationKind kind,
                                std::uint32_t ordinal);
[[nodiscard]] RowKey balance_key(const Tenant& tenant, const CustomerId& customer,
                                 Currency currency);
[[nodiscard]] RowKey outbox_key(const PayableId& payable, std::uint64_t place);
/// Of the tables with a row per operation: unposted, open, unmatched, reversals.
[[nodiscard]] RowKey operation_key(const OperationId& operation);
/// Of the one reader that has this name.
[[nodiscard]] RowKey cursor_key(std::string_view reader);
/// "pay-1/capture-2", with the tenant before it: what transactions about an operation give as
/// their subject. A word for people and no identity: it is no key of a row.
[[nodiscard]] std::string subject_of(const PayableId& payable, OperationKind kind,
                                     std::uint32_t ordinal);

[[nodiscard]] std::string encode(const JournalEntry& entry);
[[nodiscard]] std::string encode(const Payment& payment);
[[nodiscard]] std::string encode(const ClaimRecord& record);
[[nodiscard]] std::string encode(const IntentRow& row);
[[nodiscard]] std::string encode(const BalanceRow& row);
[[nodiscard]] std::string encode(const OutboxRow& row);
[[nodiscard]] std::string encode(const OpenRow& row);
[[nodiscard]] std::string encode(const FollowUpRow& row);

[[nodiscard]] std::optional<JournalEntry> decode_journal(std::string_view value);
[[nodiscard]] std::optional<Payment> decode_payment(std::string_view value);
[[nodiscard]] std::optional<ClaimRecord> decode_claim(std::string_view value);
[[nodiscard]] std::optional<IntentRow> decode_intent(std::string_view value);
[[nodiscard]] std::optional<BalanceRow> decode_balance(std::string_view value);
[[nodiscard]] std::optional<OutboxRow> decode_outbox(std::string_view value);
[[nodiscard]] std::optional<OpenRow> decode_open(std::string_view value);
[[nodiscard]] std::optional<FollowUpRow> decode_follow_up(std::string_view value);

}  // namespace payments
