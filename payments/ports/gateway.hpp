// Port: the processor that moves the money. A decline is a reply; an error is a failure to know
// or to do, and says which. Time-outs are the gateway's own.
#pragma once

#include "payments/types/operation.hpp"
#include "payments/types/outcome.hpp"
#include "payments/types/time.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace payments {

/// What a processor promises. Nothing is sent, asked or believed on a promise that is not made.
struct Capabilities {
  bool keys = true;                ///< a key that it knows makes a repeated request harmless
  Duration key_retention{86'400'000'000'000};  ///< for how long it knows a key
  bool stores_errors = true;       ///< a failure of its own is replayed under its key
  bool look_up = true;             ///< it can be asked by our reference
  bool cancel_by_key = false;      ///< what a key stands for can be cancelled before it is known
  bool all_or_nothing = false;     ///< a success without an amount means the whole amount
  bool keeps_remainder = false;    ///< what a final capture leaves stays held until it is voided
};

/// One try of one operation.
struct GatewayRequest {
  OperationKind kind{};
  OperationId operation;  ///< our reference; the processor can be asked by it
  PayableId payable;
  std::uint32_t ordinal = 0;
  std::uint32_t attempt = 0;  ///< which try of this operation, from 1
  ProcessorKey key;           ///< the processor replays its answer to a key that it knows
  Money amount;
  OperationId parent;  ///< our reference of the authorisation, for all but `authorise`
  std::string effect;  ///< the processor's own reference of it, where we know one
  Terms terms;         ///< the same in every try
};

/// What the processor says about one operation.
struct GatewayReply {
  Outcome outcome = Outcome::unknown;
  std::string reference;                  ///< the processor's own reference
  std::string decline_code;               ///< where declined
  std::optional<Money> amount;            ///< where stated; must be what we asked for (I22)
  std::optional<Instant> capture_before;  ///< for an authorisation: when its hold lapses (R20)
};

/// Why there is no reply. Each answers: did it happen?
enum class GatewayError : std::uint8_t {
  refused_unsent,  ///< did not happen: never left us, or was turned away before any effect
  in_flight,       ///< unknown: an earlier try with this key is still being worked on
  key_reused,      ///< this try did not happen: the key is known with another body
  timed_out,       ///< unknown
  broken,          ///< unknown: connection lost or reply unreadable after sending
  server_error,    ///< unknown: the processor failed, before or after the effect
};

/// Asks what became of one operation.
struct LookUpRequest {
  OperationId operation;
  OperationKind kind{};
  PayableId payable;
  std::uint32_t ordinal = 0;
};

/// No `answer`: the processor does not know the operation. What that proves depends on when it was
/// asked (absence.hpp).
struct LookUpReply {
  std::optional<GatewayReply> answer;
};

/// Asks for the processor's effects in the order in which it applied them.
struct ListRequest {
  std::string after;  ///< `next` of the page before; empty: from the beginning
  std::uint32_t limit = 0;
};

/// One operation that took effect.
struct ListEntry {
  OperationId operation;
  OperationKind kind{};
  std::string payable;  ///< in the processor's words: no identity of ours
  std::uint32_t ordinal = 0;
  GatewayReply answer;  ///< outcome success, and the amount that moved
};

/// Effects that follow one another in the processor's list.
struct ListPage {
  std::vector<ListEntry> entries;
  std::string next;  ///< where the next page begins; stays valid for ever
};

/// One processor, and the wire to it. It gives up by itself within the configured `rpc_timeout`.
/// Threads: called in the thread or fiber that calls the service, by several where several do.
class Gateway {
 public:
  virtual ~Gateway() = default;

  /// What the processor behind it promises; the same at all times.
  [[nodiscard]] virtual Capabilities capabilities() const = 0;

  /// Makes one try, and no other. A decline is a reply.
  /// Errors: GatewayError, each of which says whether it happened.
  virtual std::expected<GatewayReply, GatewayError> send(const GatewayRequest& request) = 0;

  /// Asks by our own reference. Has no effect at the processor, whatever happens to it.
  /// Errors: GatewayError; whichever it is, nothing is known of the operation.
  virtual std::expected<LookUpReply, GatewayError> look_up(const LookUpRequest& request) = 0;

  /// Lists effects, append-only: what a page has shown never moves.
  /// Errors: GatewayError; whichever it is, the same page may be asked for again.
  virtual std::expected<ListPage, GatewayError> list(const ListRequest& request) = 0;
};

}  // namespace payments
