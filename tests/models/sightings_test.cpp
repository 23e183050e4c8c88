// Which histories count as which rare fact, and which only look like it.
#include <catch2/catch.hpp>

#include "models/sightings.hpp"

namespace {

using namespace assay::history;
using namespace assay::models;

Observation answered(Outcome outcome) {
  return {.fact = Fact::attempt_answered, .outcome = outcome, .operation = "op"};
}
Observation looked_up_as(Outcome outcome) {
  return {.fact = Fact::look_up_answered, .outcome = outcome, .operation = "op"};
}
Observation attempt(std::uint64_t number) {
  return {.fact = Fact::attempt_sent, .number = number, .operation = "op"};
}
Observation moves(std::string from, std::string to) {
  Observation seen{.fact = Fact::transition_committed, .observer = "shop-1", .operation = "op"};
  seen.from = std::move(from);
  seen.to = std::move(to);
  return seen;
}
Observation key(Fact fact, std::uint64_t token) {
  return {.fact = fact, .number = token, .scope = "s", .key = "k"};
}
Observation published(std::string consumer) {
  return {.fact = Fact::event_published, .processor = std::move(consumer), .event = "e"};
}

Observation told(std::uint32_t status, OperationKind kind, std::string reason = {}) {
  Observation seen{.fact = Fact::response_received, .kind = kind, .number = 1, .status = status};
  seen.reason = std::move(reason);
  return seen;
}
Observation of_kind(OperationKind kind, Observation seen) {
  seen.kind = kind;
  return seen;
}

struct Case {
  Sighting sighting;
  bool expected;
  std::vector<Observation> history;
};

const std::vector<Case> cases{
    {Sighting::request_was_shed, true, {told(429, OperationKind::capture)}},
    {Sighting::request_was_shed, false, {told(503, OperationKind::capture)}},
    {Sighting::other_body_refused, true, {told(422, OperationKind::capture, "key_reused")}},
    {Sighting::other_body_refused, false, {told(422, OperationKind::capture, "not_authorised")}},
    {Sighting::refund_was_refused, true, {told(422, OperationKind::refund, "above_captured")}},
    {Sighting::refund_was_refused, false, {told(409, OperationKind::refund, "busy")}},
    {Sighting::void_had_to_wait, true, {told(409, OperationKind::void_authorisation)}},
    {Sighting::void_had_to_wait, false, {told(409, OperationKind::capture)}},
    {Sighting::capture_was_declined, true,
     {of_kind(OperationKind::capture, moves("attempting", "declined"))}},
    {Sighting::capture_was_declined, false, {moves("attempting", "declined")}},
    {Sighting::hold_was_voided, true,
     {of_kind(OperationKind::void_authorisation, moves("attempting", "succeeded"))}},
    {Sighting::hold_was_voided, false, {moves("attempting", "succeeded")}},
    {Sighting::look_up_adopted_success, true,
     {attempt(1), looked_up_as(Outcome::success), moves("unknown", "succeeded")}},
    {Sighting::look_up_adopted_success, false,
     {attempt(1), answered(Outcome::success), moves("attempting", "succeeded")}},
    {Sighting::absence_proved_before_resend, true,
     {attempt(1), looked_up_as(Outcome::not_attempted), attempt(2)}},
    {Sighting::absence_proved_before_resend, false,
     {looked_up_as(Outcome::not_attempted), attempt(1), attempt(2)}},
    {Sighting::late_success_adopted, true, {moves("failed", "succeeded")}},
    {Sighting::late_success_adopted, false, {moves("unknown", "succeeded")}},
    {Sighting::reconciliation_found_unseen_effect, true,
     {attempt(1), answered(Outcome::unknown), moves("unknown", "succeeded")}},
    {Sighting::reconciliation_found_unseen_effect, false,
     {attempt(1), answered(Outcome::success), moves("attempting", "succeeded")}},
    {Sighting::lease_taken_over, true, {key(Fact::key_claimed, 1), key(Fact::key_claimed, 2)}},
    {Sighting::lease_taken_over, false,
     {key(Fact::key_claimed, 1), key(Fact::key_released, 1), key(Fact::key_claimed, 2)}},
    {Sighting::outbox_redelivered, true, {published("ledger"), published("ledger")}},
    {Sighting::outbox_redelivered, false, {published("ledger"), published("notifications")}},
    {Sighting::outcome_was_unknown, true, {moves("attempting", "unknown")}},
    {Sighting::outcome_was_unknown, false, {moves("unknown", "pending")}},
};

TEST_CASE("a rare fact is counted where it happened and not where it only seems so") {
  for (const Case& one : cases) {
    Sightings sightings;
    for (const Observation& seen : one.history) sightings.see(seen, 1);
    INFO(static_cast<int>(one.sighting));
    CHECK((sightings.count(one.sighting) > 0) == one.expected);
  }
}

TEST_CASE("an operation is resumed when a later life of its node moves it on") {
  for (const std::uint32_t life : {1U, 2U}) {
    Sightings sightings;
    sightings.see(moves("initiated", "attempting"), 1);
    CHECK(sightings.operations_open());
    sightings.see(moves("attempting", "unknown"), life);
    CHECK((sightings.count(Sighting::recovery_resumed_operation) > 0) == (life == 2));
    sightings.see(moves("unknown", "parked"), life);
    CHECK_FALSE(sightings.operations_open());
  }
}

TEST_CASE("the mask has a bit for each sighting that came") {
  Sightings sightings;
  CHECK(sightings.mask() == 0);
  sightings.saw(Sighting::retry_replayed);
  sightings.saw(Sighting::client_gave_up);
  CHECK(sightings.mask() == ((1U << 0U) | (1U << 17U)));
}

}  // namespace
