// Rare facts that a campaign may demand to happen: the closed list, each with its name in files and
// what makes it true. Not properties: a mark says that a hard case was reached, not that it was
// handled well. Not here: the code that counts them. A pass in which a demanded one never came is
// no pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace assay::history {

/// What may be reached. Most are derived from facts as they pass; the models report the others.
enum class CoverageMark : std::uint8_t {
  retry_replayed,                ///< reported by clients
  retry_met_claim_in_flight,     ///< derived: a second try was answered 409
  pending_was_told,              ///< derived: a client was answered "pending"
  outcome_was_unknown,           ///< derived: an operation was committed as unknown
  look_up_adopted_success,       ///< derived: unknown became success, and a look-up had said so
  absence_proved_before_resend,  ///< derived: a further attempt, and the last look-up found nothing
  processor_replayed_result,     ///< reported by the processor
  late_success_adopted,          ///< derived: declined or failed became success
  recovery_resumed_operation,  ///< derived: a node's later life moved what its earlier one had left
  lease_taken_over,            ///< derived: an unreleased key was claimed with a higher token
  outbox_redelivered,          ///< derived: an event was published to a consumer once more
  consumer_dropped_duplicate,  ///< reported by consumers
  commit_unknown_had_happened,         ///< reported by the store
  commit_unknown_was_lost,             ///< reported by the store
  commit_was_retried,                  ///< reported by the store
  reconciliation_found_unseen_effect,  ///< derived: a success that no answer had reported
  node_crashed_mid_payment,            ///< reported where a crash strikes; needs open operations
  client_gave_up,                      ///< derived: an intent was abandoned with its tries spent
  stale_write_refused,                 ///< reported by the store: a write on a version that is gone
  other_body_refused,                  ///< derived: a key with another body was answered 422
  request_was_shed,                    ///< derived: a request was answered 429
  late_retry_recognised,               ///< reported by clients: told of the success, long after it
  capture_was_declined,                ///< derived: a capture was committed as declined
  hold_was_voided,                     ///< derived: a void was committed as succeeded
  void_had_to_wait,                    ///< derived: a void was answered 409
  refund_was_refused,                  ///< derived: a refund was answered 422
  consumer_refused_event,              ///< reported by consumers
  undelivered_event_alarmed,           ///< reported where the service's alarms are counted
  hold_captured_in_parts,  ///< derived: a capture took effect, and its hold stands on
  hold_lapsed,             ///< derived: a hold was undone at its deadline
};

inline constexpr std::size_t coverage_mark_count = 30;

/// A mark: its name in files, and what has to be seen for it to count.
struct CoverageMarkEntry {
  CoverageMark mark;
  std::string_view name;
  std::string_view meaning;
};

/// All marks in the order of their enumerators: constants, valid for ever.
[[nodiscard]] std::span<const CoverageMarkEntry> coverage_marks();

/// A mark's name in files: a constant, valid for ever.
[[nodiscard]] std::string_view name_of(CoverageMark mark);

}  // namespace assay::history
