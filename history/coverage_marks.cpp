// The table of marks.
#include "history/coverage_marks.hpp"

#include <array>

namespace assay::history {

namespace {

constexpr std::array<CoverageMarkEntry, coverage_mark_count> marks{{
    {CoverageMark::retry_replayed, "retry was replayed",
     "a client asked again with its key and was told the final answer that it had been told, or "
     "would have been told, before"},
    {CoverageMark::retry_met_claim_in_flight, "retry met a claim in flight",
     "a client asked again while its first request was still being worked on, and was told so"},
    {CoverageMark::pending_was_told, "pending was told",
     "a client was told that the outcome is not known yet"},
    {CoverageMark::outcome_was_unknown, "outcome was unknown",
     "an operation's attempt ended without an answer and was recorded as unknown"},
    {CoverageMark::look_up_adopted_success, "look-up adopted a success",
     "an unknown operation became a success because the processor was asked"},
    {CoverageMark::absence_proved_before_resend, "absence was proved before a re-send",
     "the processor was asked, denied the effect when that was definite, and only then was the "
     "attempt repeated"},
    {CoverageMark::processor_replayed_result, "processor replayed a stored result",
     "an attempt with a key that the processor knew was answered without a second effect"},
    {CoverageMark::late_success_adopted, "late success adopted",
     "an operation believed failed or declined was found to have succeeded, and became a success"},
    {CoverageMark::recovery_resumed_operation, "recovery resumed an operation",
     "a restarted node took an unfinished operation further from its journal"},
    {CoverageMark::lease_taken_over, "lease was taken over",
     "a claim whose holder was gone was taken over with a higher fencing token"},
    {CoverageMark::outbox_redelivered, "outbox re-delivered",
     "an event was published to the same consumer more than once"},
    {CoverageMark::consumer_dropped_duplicate, "consumer dropped a duplicate",
     "an event arrived a second time and had no second effect"},
    {CoverageMark::commit_unknown_had_happened, "commit was unknown and had happened",
     "a commit was answered with an error although it had been applied"},
    {CoverageMark::commit_unknown_was_lost, "commit was unknown and was lost",
     "a commit was answered with an error and had not been applied"},
    {CoverageMark::commit_was_retried, "commit was retried",
     "a commit was refused as unavailable or in conflict and a later one did its work"},
    {CoverageMark::reconciliation_found_unseen_effect, "reconciliation found an unseen effect",
     "an effect that no message had reported came to light in the processor's list"},
    {CoverageMark::node_crashed_mid_payment, "node crashed in mid-payment",
     "a service node lost power while an operation was neither finished nor parked"},
    {CoverageMark::client_gave_up, "client gave up",
     "a client spent its tries without a final answer"},
    {CoverageMark::stale_write_refused, "a stale write was refused",
     "the store refused a write because another had come before it: a race, or an owner that was "
     "replaced"},
    {CoverageMark::other_body_refused, "another body was refused",
     "a key came with another request than its first, and was answered 422"},
    {CoverageMark::request_was_shed, "a request was shed",
     "a service node at its capacity answered 429 and did nothing"},
    {CoverageMark::late_retry_recognised, "late retry was recognised",
     "a client came back after the key was forgotten, and was told of the success of then"},
    {CoverageMark::capture_was_declined, "a capture was declined",
     "the processor refused a capture definitely, and that was recorded"},
    {CoverageMark::hold_was_voided, "a hold was voided", "a void was recorded as a success"},
    {CoverageMark::void_had_to_wait, "a void had to wait",
     "a void was answered 409 because something else was unresolved"},
    {CoverageMark::refund_was_refused, "a refund was refused",
     "a refund was answered 422 because nothing was left to give back"},
    {CoverageMark::consumer_refused_event, "a consumer refused an event",
     "an event arrived at a consumer that did not take it"},
    {CoverageMark::undelivered_event_alarmed, "an undelivered event raised an alarm",
     "the relay spent its quick tries on an event and called for a person"},
    {CoverageMark::hold_captured_in_parts, "a hold was captured in parts",
     "a capture took effect, and what it left of its hold stands on"},
    {CoverageMark::hold_lapsed, "a hold lapsed", "a hold was undone because its deadline had come"},
}};

}  // namespace

std::span<const CoverageMarkEntry> coverage_marks() { return marks; }

std::string_view name_of(CoverageMark mark) { return marks[static_cast<std::size_t>(mark)].name; }

}  // namespace assay::history
