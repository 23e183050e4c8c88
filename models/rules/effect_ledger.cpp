// The rules of the card flow, each a line of `refusal`.
#include "models/rules/effect_ledger.hpp"

#include <fmt/format.h>


namespace assay::models {
namespace {

DeclineCode refuse_capture(const Effect& hold, const harness::ProcessorRequest& request) {
  if (hold.closed) return "already_captured";
  const std::int64_t left = hold.request.amount.minor - hold.captured;
  return request.amount.minor > left ? "amount_too_large" : DeclineCode{};
}

DeclineCode refuse_refund(const Effect& hold, const harness::ProcessorRequest& request) {
  if (hold.captured == 0) return "not_captured";
  const std::int64_t left = hold.captured - hold.refunded;
  return request.amount.minor > left ? "exceeds_captured" : DeclineCode{};
}

/// A hold that is gone can be neither captured nor voided.
DeclineCode refuse_gone(const Effect& hold, sim::TimePoint now) {
  if (hold.undone == "voided") return "already_voided";
  const bool lapsed = !hold.closed && now >= hold.capture_before;
  return lapsed || !hold.undone.empty() ? "authorisation_expired" : DeclineCode{};
}

}  // namespace

DeclineCode EffectLedger::refusal(const Effect& hold, const harness::ProcessorRequest& request,
                                  sim::TimePoint now) const {
  if (hold.request.amount.currency != request.amount.currency) return "currency_differs";
  if (request.kind == history::OperationKind::refund) return refuse_refund(hold, request);
  if (const DeclineCode gone = refuse_gone(hold, now); !gone.empty()) return gone;
  if (request.kind == history::OperationKind::capture) return refuse_capture(hold, request);
  return stands(hold) ? DeclineCode{} : "already_captured";
}

bool EffectLedger::stands(const Effect& hold) const {
  if (!hold.closed) return true;
  return keeps_remainder_ && hold.captured < hold.request.amount.minor;
}

void EffectLedger::take(Effect& hold, Effect& capture) const {
  hold.captured += capture.request.amount.minor;
  hold.closed = !capture.request.terms.more_to_come;
  if (stands(hold)) capture.capture_before = hold.capture_before;
}

EffectLedger::Ruling EffectLedger::rule(const harness::ProcessorRequest& request,
                                        sim::TimePoint now) const {
  DeclineCode first = "no_such_authorisation";
  bool found = false;
  const bool by_payable = request.parent.empty();
  const auto [begin, end] = by_payable ? holds_on_payable_.equal_range(request.payable)
                                       : of_operation_.equal_range(request.parent);
  for (auto candidate = begin; candidate != end; ++candidate) {
    const std::size_t place = candidate->second;
    const Effect& hold = effects_[place];
    if (hold.request.kind != history::OperationKind::authorise) continue;
    if (!request.effect.empty() && request.effect != hold.id) continue;
    const DeclineCode code = refusal(hold, request, now);
    if (code.empty()) return place;
    if (!found) first = code;
    found = true;
  }
  return std::unexpected{first};
}

std::size_t EffectLedger::append(const harness::ProcessorRequest& request,
                                 std::size_t authorisation) {
  Effect& effect = effects_.emplace_back();
  effect.id = fmt::format("fx-{}", effects_.size());
  effect.request = request;
  effect.authorisation = authorisation;
  const std::size_t place = effects_.size() - 1;
  of_operation_.emplace(effect.request.operation, place);
  if (request.kind == history::OperationKind::authorise) {
    holds_on_payable_.emplace(effect.request.payable, place);
  }
  return place;
}

EffectLedger::Ruling EffectLedger::apply(const harness::ProcessorRequest& request,
                                         sim::TimePoint now) {
  if (request.kind == history::OperationKind::authorise) {
    const std::size_t place = append(request, effects_.size());
    effects_[place].capture_before = now + hold_;
    return place;
  }
  const Ruling hold = rule(request, now);
  if (!hold) return hold;
  const std::size_t place = append(request, *hold);
  Effect& authorisation = effects_[*hold];
  switch (request.kind) {
    case history::OperationKind::authorise: break;
    case history::OperationKind::capture: take(authorisation, effects_[place]); break;
    case history::OperationKind::void_authorisation: authorisation.undone = "voided"; break;
    case history::OperationKind::refund: authorisation.refunded += request.amount.minor; break;
  }
  return place;
}

void EffectLedger::note_decline(const harness::ProcessorRequest& request, DeclineCode code) {
  declined_.emplace(request.operation, code);
}

bool EffectLedger::expire(std::size_t authorisation, sim::TimePoint now) {
  Effect& hold = effects_[authorisation];
  if (!stands(hold) || !hold.undone.empty() || now < hold.capture_before) return false;
  hold.undone = "expired";
  return true;
}

const Effect* EffectLedger::find(std::string_view operation) const {
  const auto found = of_operation_.lower_bound(operation);
  const bool known = found != of_operation_.end() && found->first == operation;
  return known ? &effects_[found->second] : nullptr;
}

std::optional<DeclineCode> EffectLedger::declined(std::string_view operation) const {
  if (find(operation) != nullptr) return std::nullopt;
  const auto found = declined_.find(operation);
  if (found == declined_.end()) return std::nullopt;
  return found->second;
}

}  // namespace assay::models
