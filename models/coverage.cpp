// What each observation adds to the counters, and what is noted of it for those that follow.
#include "models/coverage.hpp"

#include <algorithm>
#include <utility>

#include "sim/digest.hpp"

namespace assay::models {
namespace {

bool ends(history::State state) {
  using enum history::State;
  return state == succeeded || state == declined || state == failed || state == parked;
}

std::uint64_t named(std::string_view first, std::string_view second) {
  return sim::mix(sim::hash_text(first)) ^ sim::hash_text(second);
}

}  // namespace

void StateTable::clear() {
  if (used_ > 0) std::ranges::fill(slots_, Slot{});
  used_ = 0;
}

void StateTable::set(std::uint64_t key, history::State state) {
  Slot& slot = slots_[place_of(key)];
  slot.state = state;
  if (slot.key != 0) return;
  slot.key = key == 0 ? 1 : key;
  if (++used_ * 2 <= slots_.size()) return;
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  for (const Slot& one : old) {
    if (one.key != 0) slots_[place_of(one.key)] = one;
  }
}

void Coverage::begin() {
  counts_.fill(0);
  operations_.clear();
  states_.clear();
  claimed_.clear();
  published_.clear();
  open_ = 0;
}

std::uint64_t Coverage::mask() const {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < history::coverage_mark_count; ++i) {
    if (counts_[i] > 0) bits |= std::uint64_t{1} << i;
  }
  return bits;
}

// What each kind of fact adds; most add nothing.
struct Coverage::Look {
  Coverage& all;
  std::uint32_t life;

  void operator()(const history::Observation& /*any other*/) const {}

  void operator()(const history::Seen<history::IntentAbandoned>& end) const {
    if (end.reason == history::tries_spent) all.reached(history::CoverageMark::client_gave_up);
  }

  void operator()(const history::Seen<history::AttemptSent>& sent) const {
    Operation& known = all.operation(sent.operation);
    if (known.absent && sent.attempt > 1)
      all.reached(history::CoverageMark::absence_proved_before_resend);
    known.absent = false;
  }

  void operator()(const history::Seen<history::AttemptAnswered>& answer) const {
    hear(all.operation(answer.operation), answer.outcome, false);
  }

  void operator()(const history::Seen<history::LookUpAnswered>& answer) const {
    Operation& known = all.operation(answer.operation);
    known.absent = answer.outcome == history::Outcome::not_attempted;
    hear(known, answer.outcome, true);
  }

  void operator()(const history::Seen<history::ResponseReceived>& reported) const {
    if (reported.outcome == history::Outcome::pending)
      all.reached(history::CoverageMark::pending_was_told);
    switch (reported.status) {
      case 409:
        if (reported.try_number > 1) all.reached(history::CoverageMark::retry_met_claim_in_flight);
        if (reported.kind == history::OperationKind::void_authorisation) {
          all.reached(history::CoverageMark::void_had_to_wait);
        }
        break;
      case 422:
        if (reported.reason == "key_reused") all.reached(history::CoverageMark::other_body_refused);
        if (reported.kind == history::OperationKind::refund)
          all.reached(history::CoverageMark::refund_was_refused);
        break;
      case 429: all.reached(history::CoverageMark::request_was_shed); break;
      default: break;
    }
  }

  void operator()(const history::Seen<history::TransitionCommitted>& step) const {
    using enum history::State;
    Operation& known = all.operation(step.operation);
    all.see_life(known, step, life);
    all.states_.set(key_of(step.payable, step.kind, step.ordinal), step.to);
    if (step.to == unknown) all.reached(history::CoverageMark::outcome_was_unknown);
    if (step.to == declined && step.kind == history::OperationKind::capture) {
      all.reached(history::CoverageMark::capture_was_declined);
    }
    if (step.to != succeeded) return;
    if (step.kind == history::OperationKind::void_authorisation)
      all.reached(history::CoverageMark::hold_was_voided);
    if (step.from == declined || step.from == failed)
      all.reached(history::CoverageMark::late_success_adopted);
    if (!known.success_reported) {
      all.reached(history::CoverageMark::reconciliation_found_unseen_effect);
    } else if (known.by_look_up && step.from == unknown) {
      all.reached(history::CoverageMark::look_up_adopted_success);
    }
  }

  void operator()(const history::Seen<history::EffectApplied>& effect) const {
    const bool part = effect.kind == history::OperationKind::capture && effect.capture_before != 0;
    if (part) all.reached(history::CoverageMark::hold_captured_in_parts);
  }
  void operator()(const history::Seen<history::EffectReversed>& undone) const {
    if (undone.reason == "expired") all.reached(history::CoverageMark::hold_lapsed);
  }

  void operator()(const history::Seen<history::KeyClaimed>& claim) const {
    const bool free = all.claimed_.insert(named(claim.scope, claim.key)).second;
    if (!free && claim.token > 1) all.reached(history::CoverageMark::lease_taken_over);
  }
  void operator()(const history::Seen<history::KeyCompleted>& end) const {
    all.claimed_.erase(named(end.scope, end.key));
  }
  void operator()(const history::Seen<history::KeyReleased>& end) const {
    all.claimed_.erase(named(end.scope, end.key));
  }

  void operator()(const history::Seen<history::EventPublished>& sent) const {
    const bool first = all.published_.insert(named(sent.event, sent.consumer)).second;
    if (!first) all.reached(history::CoverageMark::outbox_redelivered);
  }

 private:
  static void hear(Operation& known, history::Outcome outcome, bool by_look_up) {
    if (outcome != history::Outcome::success) return;
    known.success_reported = true;
    known.by_look_up = by_look_up;
  }
};

void Coverage::see(const history::Observation& seen, std::uint32_t life) {
  history::visit(Look{*this, life}, seen);
}

void Coverage::see_life(Operation& known, const history::Seen<history::TransitionCommitted>& step,
                        std::uint32_t life) {
  const std::uint64_t observer = sim::hash_text(step.observer);
  if (known.open && known.observer == observer && known.life < life) {
    reached(history::CoverageMark::recovery_resumed_operation);
  }
  known.observer = observer;
  known.life = life;
  const bool open = !ends(step.to);
  if (open && !known.open) ++open_;
  if (!open && known.open) --open_;
  known.open = open;
}

Coverage::Operation& Coverage::operation(std::string_view name) {
  return operations_[sim::hash_text(name)];
}

}  // namespace assay::models
