// What each observation adds to the counters. Looking back through a history happens only at facts
// that are rare, and ends at the first one that answers.
#include "models/sightings.hpp"

#include <algorithm>
#include <ranges>

#include "sim/digest.hpp"

namespace assay::models {
namespace {

/// The latest earlier observation that fits, or nullptr.
template <typename Fits>
const Observation* last_before(const std::vector<Observation>& history, Fits fits) {
  for (const Observation& seen :
       history | std::views::take(history.size() - 1) | std::views::reverse) {
    if (fits(seen)) return &seen;
  }
  return nullptr;
}

bool ends(std::string_view state) {
  return state == "succeeded" || state == "declined" || state == "failed" || state == "parked";
}

bool proved_absent(const std::vector<Observation>& history) {
  const Observation& attempt = history.back();
  if (attempt.number < 2) return false;
  const Observation* const last = last_before(history, [&](const Observation& seen) {
    const bool tells = seen.fact == Fact::attempt_sent || seen.fact == Fact::look_up_answered;
    return tells && seen.operation == attempt.operation;
  });
  return last != nullptr && last->outcome == Outcome::not_attempted;
}

/// The answer that reported a success of the operation, or nullptr.
const Observation* report_of_success(const std::vector<Observation>& history) {
  const std::string& operation = history.back().operation;
  return last_before(history, [&](const Observation& seen) {
    const bool answer = seen.fact == Fact::attempt_answered || seen.fact == Fact::look_up_answered;
    return answer && seen.outcome == Outcome::success && seen.operation == operation;
  });
}

}  // namespace

void Sightings::begin() {
  counts_.fill(0);
  operations_.clear();
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

void Sightings::see(const std::vector<Observation>& history, std::uint32_t life) {
  const Observation& seen = history.back();
  switch (seen.fact) {
    case Fact::response_received: see_response(seen); break;
    case Fact::intent_abandoned:
      if (seen.reason == tries_spent) saw(Sighting::client_gave_up);
      break;
    case Fact::attempt_sent:
      if (proved_absent(history)) saw(Sighting::absence_proved_before_resend);
      break;
    case Fact::transition_committed: see_transition(history, life); break;
    case Fact::key_claimed: see_claim(history); break;
    case Fact::event_published: see_publication(seen); break;
    default: break;
  }
}

void Sightings::see_response(const Observation& seen) {
  if (seen.outcome == Outcome::pending) saw(Sighting::pending_was_told);
  switch (seen.status) {
    case 409:
      if (seen.number > 1) saw(Sighting::retry_met_claim_in_flight);
      if (seen.kind == OperationKind::void_authorisation) saw(Sighting::void_had_to_wait);
      break;
    case 422:
      if (seen.reason == "key_reused") saw(Sighting::other_body_refused);
      if (seen.kind == OperationKind::refund) saw(Sighting::refund_was_refused);
      break;
    case 429: saw(Sighting::request_was_shed); break;
    default: break;
  }
}

void Sightings::see_transition(const std::vector<Observation>& history, std::uint32_t life) {
  const Observation& seen = history.back();
  see_life(seen, life);
  if (seen.to == "unknown") saw(Sighting::outcome_was_unknown);
  if (seen.to == "declined" && seen.kind == OperationKind::capture) {
    saw(Sighting::capture_was_declined);
  }
  if (seen.to != "succeeded") return;
  if (seen.kind == OperationKind::void_authorisation) saw(Sighting::hold_was_voided);
  if (seen.from == "declined" || seen.from == "failed") saw(Sighting::late_success_adopted);
  const Observation* const report = report_of_success(history);
  if (report == nullptr) {
    saw(Sighting::reconciliation_found_unseen_effect);
  } else if (report->fact == Fact::look_up_answered && seen.from == "unknown") {
    saw(Sighting::look_up_adopted_success);
  }
}

void Sightings::see_life(const Observation& seen, std::uint32_t life) {
  Operation& known = operation(seen.operation);
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
  const std::uint64_t hash = sim::hash_text(name);
  const auto found = std::ranges::find(operations_, hash, &Operation::name);
  if (found != operations_.end()) return *found;
  return operations_.emplace_back(Operation{.name = hash});
}

void Sightings::see_claim(const std::vector<Observation>& history) {
  const Observation& claim = history.back();
  if (claim.number < 2) return;
  const Observation* const last = last_before(history, [&](const Observation& seen) {
    const bool about_keys = seen.fact == Fact::key_claimed || seen.fact == Fact::key_completed ||
                            seen.fact == Fact::key_released;
    return about_keys && seen.key == claim.key && seen.scope == claim.scope;
  });
  if (last != nullptr && last->fact == Fact::key_claimed) saw(Sighting::lease_taken_over);
}

void Sightings::see_publication(const Observation& seen) {
  const std::uint64_t delivery =
      sim::mix(sim::hash_text(seen.event)) ^ sim::hash_text(seen.processor);
  if (std::ranges::find(published_, delivery) == published_.end()) {
    published_.push_back(delivery);
  } else {
    saw(Sighting::outbox_redelivered);
  }
}

}  // namespace assay::models
