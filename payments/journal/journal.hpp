// The append-only journal: one entry per transition of one operation, with the facts that never
// change. Its fold is the state; every other row about an operation is a copy for speed.
// Serves: initiated before sent (R16), versions without gaps or doubles (I12, S05).
#pragma once

#include "payments/journal/state_machine.hpp"
#include "payments/types/operation.hpp"
#include "payments/types/time.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace payments {

/// Where a transition comes from: a closed list.
enum class Cause : std::uint8_t {
  requested,              ///< a client wanted the operation
  reply,                  ///< the processor answered the request
  timed_out,              ///< no answer in time
  broken,                 ///< connection lost, or the answer could not be read
  in_flight,              ///< the processor is still working on an earlier try
  key_reused,             ///< the processor knows the key with another body
  server_error,           ///< the processor failed, and may replay that failure under this key
  refused_unsent,         ///< turned away before any effect
  looked_up,              ///< the processor was asked by our reference
  listed,                 ///< found in the processor's list by reconciliation
  orphaned,               ///< the process that sent it is gone
  absent,                 ///< asked after D_max: the processor does not know it
  lapsed,                 ///< the authorisation it leans on is over
  amount_differs,         ///< evidence with another amount: a person must look (I22)
  no_answer,              ///< asked often, without a definite answer: from now on asked rarely
  sender_may_still_send,  ///< absent so far, and a sender may be under way: only asked (E3)
  no_look_up,             ///< the processor cannot be asked by our reference
  no_amount,  ///< it took effect, and nobody states the amount: a person must look (I22)
  settled,    ///< a person found out, and says so
  surplus,    ///< we undo what came too late, or once too often: `grounds` names it
  told,       ///< the processor told us without being asked
  remainder,  ///< we release what a final capture left of its hold
};

[[nodiscard]] std::string_view to_text(Cause cause);
[[nodiscard]] std::optional<Cause> cause_from(std::string_view text);

/// One transition.
struct JournalEntry {
  Facts facts;
  std::uint64_t version = 0;  ///< 1 for the first, then without gaps
  State from = State::none;
  State to = State::none;
  std::uint32_t attempt = 0;  ///< the latest try, from 1; 0 before the first
  ProcessorKey key;           ///< of the latest try
  Evidence why{};
  Cause cause{};
  EvidenceId evidence;
  Instant at;
  std::string reference;                  ///< the processor's, once known
  std::optional<Instant> capture_before;  ///< of an authorisation, once known
  std::uint64_t place = 0;                ///< of the event it made, 0 if none
  std::string who, grounds;  ///< where a person settled it, or we undo something of ourselves

  friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

/// What we believe about one operation now.
struct OperationView {
  Facts facts;
  State state = State::none;
  std::uint64_t version = 0;
  std::uint32_t attempt = 0;
  std::uint32_t keys = 0;  ///< how many processor keys it has used
  ProcessorKey key;
  Cause cause{};
  Instant since;       ///< when it came into this state
  Instant first_sent;  ///< since its client last asked for it; meaningful once `attempt` is not 0
  Instant last_sent;   ///< when the latest try was recorded: it left no earlier, if at all
  std::uint32_t tries_before = 0;  ///< how many tries it had when its client last asked for it
  bool in_doubt = false;   ///< a try before the latest was never definitely refused
  bool key_spent = false;  ///< the processor has answered this key with a failure of its own
  std::string reference;
  std::optional<Instant> capture_before;
  std::uint64_t settled = 0;  ///< place of its latest event, 0 if none

  friend bool operator==(const OperationView&, const OperationView&) = default;
};

/// Makes the belief what it is after one more entry, which must follow it without a gap.
void advance(OperationView& view, const JournalEntry& entry);

/// The same for a belief that is left as it was.
[[nodiscard]] OperationView apply(OperationView view, const JournalEntry& entry);

/// Whether these are the first entries of one journal, without a gap.
[[nodiscard]] bool follow_each_other(std::span<const JournalEntry> entries);

/// The belief that a whole journal of one operation adds up to.
[[nodiscard]] OperationView fold(std::span<const JournalEntry> entries);

}  // namespace payments
