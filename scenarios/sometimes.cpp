// The table of facts that scenarios may demand to happen sometimes.
#include "scenarios/sometimes.hpp"

#include <array>

namespace assay::scenarios {

namespace {

constexpr std::array<SometimesEntry, sometimes_count> table{{
    {Sometimes::retry_replayed, "retry was replayed",
     "a client asked again with its key and was told the final answer that it had been told, or "
     "would have been told, before"},
    {Sometimes::retry_met_claim_in_flight, "retry met a claim in flight",
     "a client asked again while its first request was still being worked on, and was told so"},
    {Sometimes::pending_was_told, "pending was told",
     "a client was told that the outcome is not known yet"},
    {Sometimes::outcome_was_unknown, "outcome was unknown",
     "an operation's attempt ended without an answer and was recorded as unknown"},
    {Sometimes::look_up_adopted_success, "look-up adopted a success",
     "an unknown operation became a success because the processor was asked"},
    {Sometimes::absence_proved_before_resend, "absence was proved before a re-send",
     "the processor was asked, denied the effect when that was definite, and only then was the "
     "attempt repeated"},
    {Sometimes::processor_replayed_result, "processor replayed a stored result",
     "an attempt with a key that the processor knew was answered without a second effect"},
    {Sometimes::late_success_adopted, "late success adopted",
     "an operation believed failed or declined was found to have succeeded, and became a success"},
    {Sometimes::recovery_resumed_operation, "recovery resumed an operation",
     "a restarted node took an unfinished operation further from its journal"},
    {Sometimes::lease_taken_over, "lease was taken over",
     "a claim whose holder was gone was taken over with a higher fencing token"},
    {Sometimes::outbox_redelivered, "outbox re-delivered",
     "an event was published to the same consumer more than once"},
    {Sometimes::consumer_dropped_duplicate, "consumer dropped a duplicate",
     "an event arrived a second time and had no second effect"},
    {Sometimes::commit_unknown_had_happened, "commit was unknown and had happened",
     "a commit was answered with an error although it had been applied"},
    {Sometimes::commit_unknown_was_lost, "commit was unknown and was lost",
     "a commit was answered with an error and had not been applied"},
    {Sometimes::commit_was_retried, "commit was retried",
     "a commit was refused as unavailable or in conflict and a later one did its work"},
    {Sometimes::reconciliation_found_unseen_effect, "reconciliation found an unseen effect",
     "an effect that no message had reported came to light in the processor's list"},
    {Sometimes::node_crashed_mid_payment, "node crashed in mid-payment",
     "a service node lost power while an operation was neither finished nor parked"},
    {Sometimes::client_gave_up, "client gave up",
     "a client spent its tries without a final answer"},
}};

}  // namespace

std::span<const SometimesEntry> sometimes_table() { return table; }

std::string_view name_of(Sometimes fact) { return table[static_cast<std::size_t>(fact)].name; }

std::optional<Sometimes> sometimes_named(std::string_view name) {
  for (const SometimesEntry& entry : table) {
    if (entry.name == name) return entry.fact;
  }
  return std::nullopt;
}

}  // namespace assay::scenarios
