// The closed list of facts that a scenario may demand to happen sometimes, each with its name in
// files and what makes it true. A pass in which a demanded fact never came is no pass.
// Not here: the code that sees the facts; it reads observations and counts per run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace assay::scenarios {

/// A fact that may be demanded.
enum class Sometimes : std::uint8_t {
  retry_replayed,
  retry_met_claim_in_flight,
  pending_was_told,
  outcome_was_unknown,
  look_up_adopted_success,
  absence_proved_before_resend,
  processor_replayed_result,
  late_success_adopted,
  recovery_resumed_operation,
  lease_taken_over,
  outbox_redelivered,
  consumer_dropped_duplicate,
  commit_unknown_had_happened,
  commit_unknown_was_lost,
  commit_was_retried,
  reconciliation_found_unseen_effect,
  node_crashed_mid_payment,
  client_gave_up,
  stale_write_refused,
  other_body_refused,
  request_was_shed,
  late_retry_recognised,
  capture_was_declined,
  hold_was_voided,
  void_had_to_wait,
  refund_was_refused,
  consumer_refused_event,
  undelivered_event_alarmed,
};

inline constexpr std::size_t sometimes_count = 28;

/// A demandable fact: its name in files, and what has to be observed for it to count.
struct SometimesEntry {
  Sometimes fact;
  std::string_view name;
  std::string_view meaning;
};

/// All facts in the order of their enumerators.
[[nodiscard]] std::span<const SometimesEntry> sometimes_table();

[[nodiscard]] std::string_view name_of(Sometimes fact);
[[nodiscard]] std::optional<Sometimes> sometimes_named(std::string_view name);

}  // namespace assay::scenarios
