// A payment processor as a service calls it: blocking, one try a call, no retries of its own. What
// was sent, what came back and what was looked up is recorded on the other side of this interface.
// Source: R3 (keys), R12 (what an answer may mean), R16 (asking by reference).
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/terms.hpp"
#include "harness/time.hpp"
#include "harness/webhook.hpp"
#include "history/amount.hpp"
#include "history/words.hpp"

namespace assay::harness {

/// One operation that the processor is asked to carry out.
struct ProcessorRequest {
  history::OperationKind kind{};
  std::string operation;  ///< the caller's reference; the processor can be asked by it
  std::string payable;
  std::uint32_t ordinal = 0;
  std::string parent;  ///< the caller's reference of the authorisation; none for `authorise`
  std::string effect;  ///< its effect by the processor's own reference; empty: any of the parent's
  std::string key;     ///< idempotency key; empty: none
  history::Amount amount;
  Terms terms;
  friend bool operator==(const ProcessorRequest&, const ProcessorRequest&) = default;
};

/// Status words as HTTP has them. Each answers: did it happen?
enum class ProcessorStatus : std::uint32_t {
  done = 200,        ///< happened
  declined = 402,    ///< did not happen: tried and refused for business reasons
  malformed = 400,   ///< did not happen
  not_found = 404,   ///< only for a look-up: not known here (yet)
  in_flight = 409,   ///< unknown: an earlier request with this key is being worked on
  too_late = 410,    ///< did not happen: sent longer ago than a request stays valid
  key_reused = 422,  ///< this request did not happen: its key is known with another body
  failed = 500,      ///< unknown: failed before the effect or after it
};

/// What the processor says about one operation.
struct ProcessorReply {
  ProcessorStatus status = ProcessorStatus::failed;
  history::OperationKind kind{};
  std::string operation;
  std::string payable;
  std::uint32_t ordinal = 0;
  std::string reference;             ///< the processor's own, where it happened
  std::string decline_code;          ///< where declined
  history::Amount amount;            ///< what moved, where it happened and that is stated
  std::int64_t capture_before = -1;  ///< of an authorisation, nanoseconds; -1: none
  friend bool operator==(const ProcessorReply&, const ProcessorReply&) = default;
};

/// Asks for one page of the effects, in the order in which they were applied.
struct ListQuestion {
  std::string after;  ///< `next` of the page before; empty: from the beginning
  std::uint32_t limit = 0;
  friend bool operator==(const ListQuestion&, const ListQuestion&) = default;
};

/// One page of the effects.
struct ListPage {
  std::vector<ProcessorReply> entries;
  std::string next;  ///< where the next page begins; stays valid for ever
  friend bool operator==(const ListPage&, const ListPage&) = default;
};

/// Why there is no answer. Neither says whether it happened.
enum class NoAnswer : std::uint8_t {
  timed_out,
  broken,  ///< connection lost, answer unreadable, or our own machine is going down
};

/// What a processor promises, as its documentation would tell.
struct ProcessorPromises {
  bool knows_keys = true;      ///< does a key make a repeated request harmless?
  Duration key_retention;      ///< how long it remembers one
  bool replays_errors = true;  ///< is an error of its own stored under the key?
  bool look_up = true;         ///< can it be asked by the caller's reference?
  bool all_or_nothing = true;  ///< does it move the whole amount or nothing?
  bool keeps_remainder = false;  ///< must what a final capture leaves be voided?
  Duration effect_max;         ///< D_max: a request takes effect within this, or never (E1)
  bool webhooks = false;       ///< does it tell unasked what became of operations?
};

/// What an event says of one operation.
struct WebhookNews {
  ProcessorReply about;   ///< done or declined, as an answer to a look-up would have it
  bool reversed = false;  ///< what was done counts no longer
  friend bool operator==(const WebhookNews&, const WebhookNews&) = default;
};

/// One processor, as one machine can call it.
/// Threads: that of its environment; its fibers may call it side by side.
class Processor {
 public:
  virtual ~Processor() = default;

  /// What its documentation says; the same at all times.
  [[nodiscard]] virtual ProcessorPromises promises() const = 0;

  /// Makes one try of one operation. `attempt` counts from 1; it is for the record alone and goes
  /// over no wire. `timeout`: how long an answer is waited for.
  /// Errors: NoAnswer, after which it may have happened, or may yet happen.
  virtual std::expected<ProcessorReply, NoAnswer> send(const ProcessorRequest& request,
                                                       std::uint32_t attempt, Duration timeout) = 0;
  /// Asks by our own reference; kind, payable and ordinal only name the question.
  /// Errors: NoAnswer, which says nothing of the operation. Not to be known is an answer.
  virtual std::expected<ProcessorReply, NoAnswer> look_up(const ProcessorRequest& about,
                                                          Duration timeout) = 0;
  /// Asks for one page of effects. Errors: NoAnswer, after which the same page may be asked for.
  virtual std::expected<ListPage, NoAnswer> list(const ListQuestion& question,
                                                 Duration timeout) = 0;

  /// Whether it has made that message, by a secret that is valid now. A
  /// processor without webhooks has made none.
  [[nodiscard]] virtual bool is_genuine(const Webhook& message) const {
    (void)message;
    return false;
  }
  /// What the body of a genuine message says; none where it cannot be read.
  [[nodiscard]] virtual std::optional<WebhookNews> read_webhook(std::string_view body) const {
    (void)body;
    return std::nullopt;
  }
};

}  // namespace assay::harness
