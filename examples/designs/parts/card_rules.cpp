// Where each hold of the payable stands, and then one line a kind.
#include "parts/card_rules.hpp"

#include <algorithm>

namespace designs {

namespace {

using assay::harness::EdgeRequest;

constexpr Ruling refused(std::string_view reason) { return {Ruling::Verdict::refused, reason}; }

/// One authorisation, and what became of it.
struct Hold {
  const Operation* it = nullptr;
  const Operation* capture = nullptr;
  bool gone = false;  ///< voided, or it has lapsed
};

/// What undoes a second effect leaves the first as it is.
bool releases(const Operation& other, const Operation& hold) {
  return other.kind == OperationKind::void_authorisation && other.parent == hold.id &&
         (other.effect.empty() || other.effect == hold.reference);
}

/// The service undoes it, or has done so, and was not refused that.
bool goes_back(const Payable& payable, const Operation& it) {
  const auto undoing = std::ranges::find(payable.operations, it.id, &Operation::undoes);
  const bool stays = undoing != payable.operations.end() && undoing->state == State::declined;
  return it.goes_back && !stays;
}

Hold hold_of(const Payable& payable, const Operation& it, std::int64_t lapsed_before) {
  Hold hold{.it = &it};
  for (const Operation& other : payable.operations) {
    if (other.state != State::succeeded) continue;
    if (other.kind == OperationKind::capture && other.parent == it.id) hold.capture = &other;
    hold.gone = hold.gone || releases(other, it);
  }
  hold.gone = hold.gone || goes_back(payable, it);
  const bool lapsed = it.capture_before >= 0 && it.capture_before < lapsed_before;
  hold.gone = hold.capture == nullptr && (hold.gone || lapsed);
  return hold;
}

std::vector<Hold> holds_of(const Payable& payable, std::int64_t lapsed_before) {
  std::vector<Hold> holds;
  for (const Operation& it : payable.operations) {
    const bool counts = it.kind == OperationKind::authorise && it.state == State::succeeded;
    if (counts) holds.push_back(hold_of(payable, it, lapsed_before));
  }
  return holds;
}

Ruling on_capture(const Hold& hold, const EdgeRequest& wanted) {
  if (hold.capture != nullptr) return refused("already_captured");
  if (hold.gone) return refused("not_held");
  if (wanted.amount.minor > hold.it->amount.minor) return refused("amount_too_large");
  return {.parent = hold.it->id, .effect = hold.it->reference};
}

Ruling on_void(const Hold& hold) {
  if (hold.capture != nullptr) return refused("already_captured");
  if (hold.gone) return refused("not_held");
  return {.parent = hold.it->id, .effect = hold.it->reference};
}

Ruling on_refund(const Payable& payable, const Hold& hold, const EdgeRequest& wanted) {
  const bool kept = hold.capture != nullptr && !goes_back(payable, *hold.capture);
  if (!kept) return refused("nothing_captured");
  std::int64_t left = hold.capture->amount.minor;
  for (const Operation& other : payable.operations) {
    const bool counts = other.kind == OperationKind::refund && other.parent == hold.it->id &&
                        other.state == State::succeeded;
    if (counts) left -= other.amount.minor;
  }
  if (wanted.amount.minor > left) return refused("exceeds_captured");
  return {.parent = hold.it->id, .effect = hold.it->reference};
}

/// The hold that is meant: the one that is named, or the last that is there.
const Hold* meant(const std::vector<Hold>& holds, const EdgeRequest& wanted) {
  const Hold* found = nullptr;
  for (const Hold& hold : holds) {
    if (!wanted.parent.empty() && hold.it->id == wanted.parent) return &hold;
    if (wanted.parent.empty() && (found == nullptr || !hold.gone)) found = &hold;
  }
  return found;
}

}  // namespace

bool is_backed(const Payable& payable, std::int64_t lapsed_before) {
  const std::vector<Hold> holds = holds_of(payable, lapsed_before);
  return std::ranges::any_of(holds, [](const Hold& hold) { return !hold.gone; });
}

Ruling rule_on(const Payable& payable, const EdgeRequest& wanted, std::int64_t lapsed_before) {
  if (std::ranges::any_of(payable.operations, is_open)) {
    return {Ruling::Verdict::busy, "another_operation_is_open"};
  }
  const std::vector<Hold> holds = holds_of(payable, lapsed_before);
  if (wanted.kind == OperationKind::authorise) {
    const bool held = std::ranges::any_of(holds, [](const Hold& hold) { return !hold.gone; });
    return held ? refused("already_authorised") : Ruling{};
  }
  const Hold* const hold = meant(holds, wanted);
  if (hold == nullptr) return refused("not_authorised");
  if (hold->it->amount.currency != wanted.amount.currency) return refused("currency_differs");
  switch (wanted.kind) {
    case OperationKind::authorise: break;
    case OperationKind::capture: return on_capture(*hold, wanted);
    case OperationKind::void_authorisation: return on_void(*hold);
    case OperationKind::refund: return on_refund(payable, *hold, wanted);
  }
  return {};
}

}  // namespace designs
