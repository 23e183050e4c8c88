// What each observation adds to the counters, and what is noted of it for those that follow.
#include "models/sightings.hpp"

#include "sim/digest.hpp"

namespace assay::models {
namespace {

bool ends(std::string_view state) {
  return state == "succeeded" || state == "declined" || state == "failed" || state == "parked";
}

std::uint64_t named(std::string_view first, std::string_view second) {
  return sim::mix(sim::hash_text(first)) ^ sim::hash_text(second);
}

}  // namespace

void Sightings::begin() {
  counts_.fill(0);
  operations_.clear();
  claimed_.clear();
  published_.clear();
  open_ = 0;
}

std::uint64_t Sightings::mask() const {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < sighting_count; ++i) {
    if (counts_[i] > 0) bits |= std::uint64_t{1} << i;
  }
  return bits;
}

void Sightings::see(const history::Observation& seen, std::uint32_t life) {
  switch (seen.fact) {
    case history::Fact::response_received: see_response(seen); break;
    case history::Fact::intent_abandoned:
      if (seen.reason == tries_spent) saw(Sighting::client_gave_up);
      break;
    case history::Fact::attempt_sent: see_attempt(seen); break;
    case history::Fact::attempt_answered:
    case history::Fact::look_up_answered: see_answer(seen); break;
    case history::Fact::transition_committed: see_transition(seen, life); break;
    case history::Fact::key_claimed:
    case history::Fact::key_completed:
    case history::Fact::key_released: see_key(seen); break;
    case history::Fact::event_published: see_publication(seen); break;
    default: break;
  }
}

void Sightings::see_attempt(const history::Observation& seen) {
  Operation& known = operation(seen.operation);
  if (known.absent && seen.number > 1) saw(Sighting::absence_proved_before_resend);
  known.absent = false;
}

void Sightings::see_answer(const history::Observation& seen) {
  Operation& known = operation(seen.operation);
  const bool look_up = seen.fact == history::Fact::look_up_answered;
  if (look_up) known.absent = seen.outcome == history::Outcome::not_attempted;
  if (seen.outcome != history::Outcome::success) return;
  known.success_told = true;
  known.by_look_up = look_up;
}

void Sightings::see_response(const history::Observation& seen) {
  if (seen.outcome == history::Outcome::pending) saw(Sighting::pending_was_told);
  switch (seen.status) {
    case 409:
      if (seen.number > 1) saw(Sighting::retry_met_claim_in_flight);
      if (seen.kind == history::OperationKind::void_authorisation) saw(Sighting::void_had_to_wait);
      break;
    case 422:
      if (seen.reason == "key_reused") saw(Sighting::other_body_refused);
      if (seen.kind == history::OperationKind::refund) saw(Sighting::refund_was_refused);
      break;
    case 429: saw(Sighting::request_was_shed); break;
    default: break;
  }
}

void Sightings::see_transition(const history::Observation& seen, std::uint32_t life) {
  Operation& known = operation(seen.operation);
  see_life(known, seen, life);
  if (seen.to == "unknown") saw(Sighting::outcome_was_unknown);
  if (seen.to == "declined" && seen.kind == history::OperationKind::capture) {
    saw(Sighting::capture_was_declined);
  }
  if (seen.to != "succeeded") return;
  if (seen.kind == history::OperationKind::void_authorisation) saw(Sighting::hold_was_voided);
  if (seen.from == "declined" || seen.from == "failed") saw(Sighting::late_success_adopted);
  if (!known.success_told) {
    saw(Sighting::reconciliation_found_unseen_effect);
  } else if (known.by_look_up && seen.from == "unknown") {
    saw(Sighting::look_up_adopted_success);
  }
}

void Sightings::see_life(Operation& known, const history::Observation& seen, std::uint32_t life) {
  const std::uint64_t observer = sim::hash_text(seen.observer);
  if (known.open && known.observer == observer && known.life < life) {
    saw(Sighting::recovery_resumed_operation);
  }
  known.observer = observer;
  known.life = life;
  const bool open = !ends(seen.to);
  if (open && !known.open) ++open_;
  if (!open && known.open) --open_;
  known.open = open;
}

Sightings::Operation& Sightings::operation(std::string_view name) {
  return operations_[sim::hash_text(name)];
}

void Sightings::see_key(const history::Observation& seen) {
  const std::uint64_t key = named(seen.scope, seen.key);
  if (seen.fact != history::Fact::key_claimed) {
    claimed_.erase(key);
  } else if (!claimed_.insert(key).second && seen.number > 1) {
    saw(Sighting::lease_taken_over);
  }
}

void Sightings::see_publication(const history::Observation& seen) {
  const bool first = published_.insert(named(seen.event, seen.processor)).second;
  if (!first) saw(Sighting::outbox_redelivered);
}

}  // namespace assay::models
