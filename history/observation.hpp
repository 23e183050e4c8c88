// One neutral record of who saw what and when. It is all that properties see: it may come from a
// simulated run, from a JSONL file, or from somebody else's system. It names facts of the trade
// (intent, request, effect, belief, event), never a type of the code under test.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::history {

/// What kind of fact was seen. The comment names the fields that carry it, beyond `at` and
/// `observer`.
enum class Fact : std::uint8_t {
  // The client's side.
  /// payable, kind, ordinal, amount, customer: what the client wants to happen once
  intent_declared,
  /// payable, kind, ordinal, reason: the client will not ask again; where the reason is
  /// `cancelled`, it owes nothing for it either
  intent_abandoned,
  /// scope, key, fingerprint, payable, kind, ordinal, amount, number = try, from 1
  request_sent,
  /// the same, and status, outcome (as told), operation, number = try answered
  response_received,
  /// customer, payable, kind, ordinal, operation, event, outcome (as told), amount
  notification_received,
  /// customer, amount: a reader was told a balance (sum captured less refunded)
  amount_read,
  fulfilment_started,  ///< payable, customer, amount: goods leave, or a service begins
  // The service's calls to a processor, seen at its gateway.
  /// operation, payable, kind, ordinal, amount, processor_key, number = attempt, processor
  attempt_sent,
  /// operation, processor_key, number = attempt, outcome (as known to the caller); reason where the
  /// answer was a failure of the processor's own: `processor_failed`
  attempt_answered,
  /// operation, asked, outcome: success, pending, declined, not_attempted (absent), unknown (no
  /// answer)
  look_up_answered,
  // The truth, seen at the processor.
  effect_applied,   ///< effect, operation, payable, kind, ordinal, amount, processor_key, processor
  effect_declined,  ///< operation, payable, kind, ordinal, amount, processor_key, processor
  effect_reversed,  ///< effect: undone by a completed void, an expiry or a reversal; reason
  // Belief, seen where it becomes durable.
  /// operation, payable, kind, ordinal, amount, from, to, number = version, evidence,
  /// transaction, reason (why parked)
  transition_committed,
  balance_committed,     ///< customer, amount, number = version, transaction
  /// event, operation, payable, kind, ordinal, amount, outcome, transaction, number = place in
  /// its aggregate, from 1; aggregate = payable
  event_committed,
  key_claimed,           ///< scope, key, fingerprint, number = fencing token
  key_completed,         ///< scope, key, number = fencing token, status
  key_released,          ///< scope, key, number = fencing token of the record removed
  // Messages downstream.
  event_published,  ///< event, processor = consumer addressed, observer = relay's node
  event_consumed,   ///< event, processor = consumer: it arrived and was acknowledged
  event_applied,    ///< event, processor = consumer, amount: it took business effect there
  /// transaction, to = account, amount (a debit above zero, a credit below), event: one leg of a
  /// posting in a ledger
  posting_committed,
  // The world itself.
  healed,   ///< faults have stopped for good
  at_rest,  ///< the world came to rest
  /// the world was stopped before it came to rest; reason: deadlock, or the limit that was spent;
  /// number = clients that had something left to do, 0 where nobody said
  stopped,
  promise_broken,  ///< reason: what the code under test had claimed of itself, and found untrue
  // Belief again: what the service found at a processor and its operations do not account for.
  /// operation, payable, kind, ordinal, amount, effect, processor, reason: noted as open (I20)
  break_opened,
  /// the same: somebody has dealt with it, or the service itself has; then to = `reversed`
  break_settled,
};

/// The reason of an answer that says: the processor itself failed. It may have had the effect, and
/// it may repeat that answer under the key for as long as it keeps it (payment-rules R5).
inline constexpr std::string_view processor_failed = "processor_failed";

/// The last kind of fact: as many as this and one more there are.
inline constexpr Fact last_fact = Fact::break_settled;

/// The parts of a world that a recording may or may not see. Each fact belongs to one of them.
enum class Source : std::uint8_t {
  client, reads, gateway, truth, belief, keys, events, world, goods, ledger
};

/// A set of sources, one bit each.
using Sources = std::uint32_t;

/// The set that holds one source.
constexpr Sources bit(Source source) { return Sources{1} << static_cast<unsigned>(source); }

/// How many sources there are.
inline constexpr unsigned source_count = 10;

/// Every source: what a simulated world records.
inline constexpr Sources every_source = (Sources{1} << source_count) - 1U;

/// The five-valued outcome of payment-rules R12, and `none` where a fact has no outcome.
enum class Outcome : std::uint8_t { none, success, pending, declined, not_attempted, unknown };

/// What an operation does with money.
enum class OperationKind : std::uint8_t { authorise, capture, void_authorisation, refund };

/// Integer minor units of an ISO 4217 currency; never a floating-point number.
struct Amount {
  std::int64_t minor = 0;
  std::string currency{};
  friend bool operator==(const Amount&, const Amount&) = default;
};

/// One fact. Fields that the kind does not use stay empty or zero.
struct Observation {
  Fact fact{};
  Outcome outcome = Outcome::none;
  OperationKind kind{};
  std::int64_t at = 0;        ///< virtual nanoseconds since the world began
  /// when the question went out that this fact answers, as `at`; 0 where nobody said
  std::int64_t asked = 0;
  std::uint64_t sequence = 0;  ///< place in the history, from 1; the total order
  std::uint64_t number = 0;
  std::uint32_t ordinal = 0;  ///< which operation of its kind on this payable, from 1
  std::uint32_t status = 0;   ///< the HTTP-like status told to a client
  Amount amount{};
  std::string observer{};  ///< the node or model that saw it
  std::string payable{}, operation{}, customer{};
  std::string scope{}, key{}, fingerprint{};
  std::string processor{}, processor_key{}, effect{};
  std::string from{}, to{}, evidence{}, transaction{}, event{}, reason{};
  friend bool operator==(const Observation&, const Observation&) = default;
};

/// What the scenario promises about time, in virtual nanoseconds (payment-rules 4.0, 4.2).
struct Bounds {
  /// D_max: a request takes effect within this of its last send, or never
  std::int64_t effect_max = 0;
  std::int64_t reconcile_max = 0;  ///< T_recon
  std::int64_t resolve_max = 0;    ///< T_resolve
  std::uint32_t tries_max = 0;     ///< L4: tries per operation, at one edge or processor
  /// how long a claimed key is held without a sign of life; 0 where nobody said
  std::int64_t lease_max = 0;
  /// how long a key's answer is kept at the service's own edge; 0 where nobody said
  std::int64_t key_retention = 0;
  friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// What one processor promises of idempotency keys (payment-rules R6, E3).
struct ProcessorTerms {
  std::string name;             ///< as facts name it
  bool knows_keys = true;       ///< does a key make a repeated request harmless?
  std::int64_t key_retention = 0;  ///< how long it remembers one; 0 where nobody said
  friend bool operator==(const ProcessorTerms&, const ProcessorTerms&) = default;
};

/// A history: the bounds it was made under, what was watched, and the facts in order.
struct History {
  Bounds bounds{};
  /// what was watched, even if nothing happened there; a source with a fact counts too
  Sources recorded = 0;
  std::vector<Observation> observations{};
  /// the processors whose terms are known; one that is not named remembers every key
  std::vector<ProcessorTerms> processors{};
};

}  // namespace assay::history
