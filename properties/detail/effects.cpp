// Reading effects and their records out of the rows of one intent.
#include "properties/detail/effects.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace assay::properties::detail {
namespace {

using history::Fact;
using history::Observation;
using history::OperationKind;

bool undone_before(const Index& index, const Observation& claim) {
  return std::ranges::any_of(index.of(Fact::effect_reversed), [&](const Observation* reversal) {
    if (reversal->sequence > claim.sequence) return false;
    const auto intent = index.intent_of(*reversal);
    if (intent == no_id || index.kind_of(intent) != OperationKind::authorise) return false;
    const auto rows = index.intents()[intent];
    return std::ranges::any_of(rows, [&](const Observation* row) {
      return row->fact == Fact::effect_applied && row->payable == claim.payable;
    });
  });
}

// A reversal undoes what stands under its name.
void note_reversals(Rows rows, std::vector<Effect>& effects) {
  std::map<std::string_view, std::vector<std::size_t>> standing;  // places, by name
  std::size_t place = 0;
  for (const auto* row : rows) {
    if (row->fact == Fact::effect_applied) standing[row->effect].push_back(place++);
    if (row->fact != Fact::effect_reversed) continue;
    for (const std::size_t undone : standing[row->effect]) effects[undone].reversed = row;
    standing[row->effect].clear();
  }
}

}  // namespace

std::vector<Effect> effects_of(Rows rows) {
  std::vector<Effect> effects;
  for (const auto* row : rows) {
    if (row->fact == Fact::effect_applied) effects.push_back({row, nullptr});
  }
  const auto undone = std::ranges::find(rows, Fact::effect_reversed, &Observation::fact);
  if (undone != rows.end()) note_reversals(rows, effects);
  return effects;
}

const Observation* effect_backing(Rows rows, const Observation& claim) {
  const bool priced =
      !claim.amount.currency.empty() && claim.kind != OperationKind::void_authorisation;
  for (const auto* row : rows) {
    if (row->sequence >= claim.sequence) break;
    if (row->fact != Fact::effect_applied) continue;
    if (!priced || row->amount == claim.amount) return row;
  }
  return nullptr;
}

bool took_effect_before(const Index& index, const Observation& claim) {
  const auto intent = index.intent_of(claim);
  if (intent == no_id) return false;
  for (const auto* row : index.intents()[intent]) {
    if (row->sequence >= claim.sequence) break;
    if (row->fact == Fact::effect_applied) return true;
  }
  return index.kind_of(intent) == OperationKind::void_authorisation &&
         undone_before(index, claim);
}

const Observation* record_of(Rows rows) {
  const auto found = std::ranges::find_if(rows, [](const Observation* row) {
    return row->fact == Fact::transition_committed &&
           (row->to == "succeeded" || row->to == "parked");
  });
  return found == rows.end() ? nullptr : *found;
}

std::optional<bool> recorded_in_time(const Index& index, const Effect& effect, Rows rows) {
  const auto due = index.due(effect.applied->at, index.bounds().reconcile_max);
  if (effect.reversed != nullptr && effect.reversed->at <= due) return true;
  if (const auto* record = record_of(rows); record != nullptr) return record->at <= due;
  if (index.over(due)) return false;
  return std::nullopt;
}

}  // namespace assay::properties::detail
