// What each kind of fact adds; most add nothing.
#include "models/clients/probe_memory.hpp"

#include "models/clients/ask.hpp"

namespace assay::models {

using enum history::OperationKind;

struct ProbeMemory::Look {
  ProbeMemory& all;
  bool before_probe;

  void operator()(const history::Observation& /*any other*/) const {}

  void operator()(const history::Seen<history::EffectApplied>& applied) const {
    Standing& standing = all.standing_[applied.payable.string()];
    if (applied.kind == authorise) standing.holds[applied.effect.string()] = applied.amount;
    if (applied.kind == refund) standing.refunded += applied.amount.minor;
    if (applied.kind != capture) return;
    standing.captured += applied.amount.minor;
    ++standing.captures;
  }
  void operator()(const history::Seen<history::EffectReversed>& undone) const {
    all.standing_[undone.payable.string()].holds.erase(undone.effect.string());
  }
  void operator()(const history::Seen<history::IntentAbandoned>& left) const {
    if (left.reason != history::cancelled) return;
    all.cancelled_.emplace(left.payable.string(), left.kind, left.ordinal);
  }
  void operator()(const history::Seen<history::RequestSent>& sent) const {
    if (before_probe) ++all.asked_[sent.payable.string()].times;
  }
  void operator()(const history::Seen<history::ResponseReceived>& told) const {
    const bool success = told.outcome == history::Outcome::success;
    if (before_probe && success) ++all.asked_[told.payable.string()].succeeded;
  }
};

void ProbeMemory::catch_up() {
  for (auto next = history_.from(seen_ + 1); next != history_.end(); ++next) {
    seen_ = next->sequence;
    history::visit(Look{*this, seen_ <= history_.size_before_probe()}, *next);
  }
}

const Standing& ProbeMemory::standing(const std::string& payable) {
  catch_up();
  return standing_[payable];
}

const Asked& ProbeMemory::asked(const std::string& payable) {
  catch_up();
  return asked_[payable];
}

bool ProbeMemory::was_cancelled(const harness::EdgeRequest& request) {
  catch_up();
  return cancelled_.contains({payable_of(request), request.kind, request.ordinal});
}

}  // namespace assay::models
