// Reading effects and their records out of the rows of one intent.
#include "properties/detail/effects.hpp"

#include <algorithm>
#include <map>

namespace assay::properties::detail {
namespace {

bool undone_before(const Index& index, const Observation& claim) {
  const Name payable = named_by(claim).payable;
  return std::ranges::any_of(index.of<EffectReversed>(), [&](const Seen<EffectReversed>& undone) {
    if (undone.sequence > claim.sequence) return false;
    const auto intent = index.intent_of(undone);
    if (intent == no_id || index.kind_of(intent) != OperationKind::authorise) return false;
    const auto on_payable = [&](const Seen<EffectApplied>& it) { return it.payable == payable; };
    return first<EffectApplied>(index.intents()[intent], on_payable) != nullptr;
  });
}

// A reversal undoes what stands under its name.
void note_reversals(Rows rows, std::vector<Effect>& effects) {
  std::map<Name, std::vector<std::size_t>> standing;  // places, by name
  std::size_t place = 0;
  for (const auto* row : rows) {
    if (const auto* applied = row->as<EffectApplied>())
      standing[applied->effect].push_back(place++);
    const auto* undone = row->as<EffectReversed>();
    if (undone == nullptr) continue;
    auto& gone = standing[undone->effect];
    for (const std::size_t effect : gone) effects[effect].reversed = undone;
    gone.clear();
  }
}

}  // namespace

std::vector<Effect> effects_of(Rows rows) {
  std::vector<Effect> effects;
  for (const auto& applied : only<EffectApplied>(rows)) effects.push_back({&applied, nullptr});
  if (first<EffectReversed>(rows) != nullptr) note_reversals(rows, effects);
  return effects;
}

const Seen<EffectApplied>* effect_backing(Rows rows, const StatedMovement& claim) {
  const bool priced =
      !claim.amount.currency.empty() && claim.kind != OperationKind::void_authorisation;
  return first<EffectApplied>(rows, [&](const Seen<EffectApplied>& effect) {
    return effect.sequence < claim.sequence && (!priced || effect.amount == claim.amount);
  });
}

bool took_effect_before(const Index& index, const Observation& claim) {
  const auto intent = index.intent_of(claim);
  if (intent == no_id) return false;
  const auto before = [&](const Seen<EffectApplied>& it) { return it.sequence < claim.sequence; };
  if (first<EffectApplied>(index.intents()[intent], before) != nullptr) return true;
  return index.kind_of(intent) == OperationKind::void_authorisation &&
         undone_before(index, claim);
}

const Seen<TransitionCommitted>* record_of(Rows rows) {
  return first<TransitionCommitted>(rows, [](const Seen<TransitionCommitted>& step) {
    return step.to == State::succeeded || step.to == State::parked;
  });
}

std::optional<bool> recorded_in_time(const Index& index, const Effect& effect, Rows rows) {
  const auto due = index.due(effect.applied->at, index.bounds().reconcile_max);
  if (effect.reversed != nullptr && effect.reversed->at <= due) return true;
  if (const auto* record = record_of(rows); record != nullptr) return record->at <= due;
  if (index.over(due)) return false;
  return std::nullopt;
}

}  // namespace assay::properties::detail
