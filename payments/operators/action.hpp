// What an operator asks for: one of a closed list of verbs, about one thing, by somebody, for a
// reason. Journalled before it is carried out, and the same under its id for ever.
// Serves: L5, I35; docs/operators.md.
#pragma once

#include "payments/journal/row_key.hpp"
#include "payments/types/ids.hpp"
#include "payments/types/money.hpp"
#include "payments/types/outcome.hpp"
#include "payments/types/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace payments {

enum class Verb : std::uint8_t {
  settle,         ///< says how an open operation ended, on evidence
  suspend,        ///< books what is open as in suspense, for want of evidence
  settle_break,   ///< notes who took care of a break
  release,        ///< a parked operation is asked about again, at once
  replay_outbox,  ///< the events of a payment that are still kept are delivered again
  replay_inbox,   ///< an event of the processor that was set aside is applied anew
  pause,          ///< nothing more is sent to a processor
  resume,         ///< it is sent to again
};

/// What an action rests on: the processor's own reference, or a line of a document.
struct Proof {
  std::string processor_reference;
  std::string document_source;  ///< "settlement", "bank"
  std::string document;         ///< by its name
  std::string line;             ///< by its id

  [[nodiscard]] bool empty() const { return processor_reference.empty() && line.empty(); }
  friend bool operator==(const Proof&, const Proof&) = default;
};

struct Action {
  std::string id;  ///< of whoever asks: the same again is the same action
  Verb verb{};
  std::string who;
  std::string reason;
  PayableId payable;                   ///< of settle, suspend, release, replay_outbox
  OperationId operation;               ///< of settle, suspend, release
  Outcome outcome = Outcome::success;  ///< of settle
  Proof proof;                         ///< of settle
  std::string subject;                 ///< key of a break, id of an event, name of a processor
  /// The version that the thing had when it was looked at; none: whatever it is.
  std::optional<std::uint64_t> expected_version;

  friend bool operator==(const Action&, const Action&) = default;
};

/// How an action came out.
enum class Came : std::uint8_t {
  done,
  awaits_second,  ///< journalled, and carried out once a second person agrees
  refused,        ///< journalled, and not carried out: `why` says what is wrong
  conflict,       ///< the id is known with another action: nothing happened
  stale,          ///< the thing has changed since it was looked at: nothing happened
  unavailable,    ///< the store does not answer: ask again
};

struct ActionResult {
  Came came = Came::unavailable;
  std::string why;
  bool replayed = false;  ///< it was known, and this is how it came out then

  friend bool operator==(const ActionResult&, const ActionResult&) = default;
};

/// An action as it is kept, from before it is carried out.
struct ActionRow {
  Action action;
  bool begun = false;  ///< it may have been carried out
  bool ended = false;  ///< `result` is final
  ActionResult result;
  Instant at;          ///< when it was asked for
  std::string second;  ///< who agreed, where two have to
  std::string second_reason;

  friend bool operator==(const ActionRow&, const ActionRow&) = default;
};

/// What is open and of which money nobody could say more: it stays until the operation ends.
struct SuspenseRow {
  PayableId payable;
  OperationId operation;
  Money amount;
  std::string who;
  std::string reason;
  Instant since;

  friend bool operator==(const SuspenseRow&, const SuspenseRow&) = default;
};

/// A processor to which nothing is sent.
struct PauseRow {
  std::string processor;
  std::string who;
  std::string reason;
  Instant since;

  friend bool operator==(const PauseRow&, const PauseRow&) = default;
};

namespace operator_tables {
inline constexpr std::string_view actions = "operator_actions";
inline constexpr std::string_view suspense = "suspense";
inline constexpr std::string_view proofs = "operator_proofs";  ///< what proves which action
inline constexpr std::string_view paused = "paused_processors";
}  // namespace operator_tables

[[nodiscard]] std::string_view to_text(Verb verb);
[[nodiscard]] std::optional<Verb> verb_from(std::string_view text);
[[nodiscard]] std::string_view to_text(Came came);

[[nodiscard]] RowKey action_key(std::string_view id);
/// One processor's reference, or one line, proves one action.
[[nodiscard]] RowKey proof_key(const Proof& proof);
[[nodiscard]] RowKey pause_key(std::string_view processor);
[[nodiscard]] std::string encode(const ActionRow& row);
[[nodiscard]] std::string encode(const SuspenseRow& row);
[[nodiscard]] std::string encode(const PauseRow& row);
[[nodiscard]] std::optional<ActionRow> decode_action(std::string_view value);
[[nodiscard]] std::optional<SuspenseRow> decode_suspense(std::string_view value);
[[nodiscard]] std::optional<PauseRow> decode_pause(std::string_view value);

}  // namespace payments
