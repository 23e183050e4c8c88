// I33: every effect has a record in what the service believes within T_recon, counted from the
// effect or from healing, whichever is later. At rest nothing more can come, so an effect without a
// record is unseen for good. A record is a success, or an operation parked for a person, or a
// break: an effect that the service noted beside its operations (I20). A success speaks of one
// effect, a break of one more; a parked operation of all that it has. What the service itself took
// back in time needs none; and a break that it says it took back, while the effect stands, is a
// record no more. Judged even where the environment broke the contract (E3, E5).
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Effect;

// The effects of one operation, and what was recorded of them.
struct Recorded {
  std::vector<const Effect*> effects;
  std::vector<const Observation*> records;  // a success, then breaks
  const Observation* parked = nullptr;      // and still so
};

using ByOperation = std::map<Id, Recorded>;

void note_belief(const Seen<TransitionCommitted>& step, Recorded& known) {
  known.parked = step.to == State::parked ? &step : nullptr;
  if (step.to != State::succeeded && step.to != State::parked) return;
  const bool has_step = std::ranges::any_of(
      known.records, [](const Observation* record) { return record->is<TransitionCommitted>(); });
  if (!has_step) known.records.push_back(&step);
}

// A processor's name for an operation may not be the service's. Then all of the intent is one.
bool names_alike(const Index& index, Rows rows) {
  const auto stranger = [&](const Seen<EffectApplied>& effect) {
    const Id operation = index.operation_of(effect);
    const auto names = [&](const Seen<TransitionCommitted>& step) {
      return index.operation_of(step) == operation;
    };
    return operation == no_id || first<TransitionCommitted>(rows, names) == nullptr;
  };
  return first<EffectApplied>(rows, stranger) == nullptr;
}

ByOperation recorded_of(const Index& index, Rows rows, const std::vector<Effect>& effects) {
  ByOperation all;
  const bool apart = names_alike(index, rows);
  const auto at = [&](const Observation& row) -> Recorded& {
    return all[apart ? index.operation_of(row) : no_id];
  };
  for (const Effect& effect : effects) at(*effect.applied).effects.push_back(&effect);
  for (const Observation* row : rows) {
    if (const auto* step = row->as<TransitionCommitted>()) note_belief(*step, at(*step));
    if (row->is<BreakOpened>()) at(*row).records.push_back(row);
  }
  return all;
}

// A void that a client asked for is no work of the service on an effect too many.
bool undone_for_client(const Index& index, const Observation& reversal) {
  const Id payable = index.payable_of(reversal);
  if (payable == no_id) return false;
  const auto is_void = [&](const Seen<EffectApplied>& effect) {
    return effect.at == reversal.at && index.kind_of(effect) == OperationKind::void_authorisation;
  };
  const auto* voided = first<EffectApplied>(index.payables()[payable], is_void);
  return voided != nullptr && first<IntentDeclared>(index.intent_rows(*voided)) != nullptr;
}

bool taken_back(const Index& index, const Effect& effect, std::int64_t due) {
  return effect.reversed != nullptr && effect.reversed->at <= due &&
         !undone_for_client(index, *effect.reversed);
}

void report(const Index& index, const Seen<EffectApplied>& applied, std::size_t place,
            const Observation* record, Violations& violations) {
  violations.add(detail::violation(
      fmt::format("{} moved {}{} as {} at {}, and the service {}", detail::name_of(applied),
                  detail::money(applied.amount), place > 0 ? " once more" : "", applied.effect,
                  detail::moment(applied.at),
                  record == nullptr
                      ? std::string("never recorded it")
                      : fmt::format("recorded it only at {}", detail::moment(record->at))),
      applied.amount, {&applied, record},
      detail::missed(index, index.due(applied.at, index.bounds().reconcile_max),
                     fmt::format("{} should have been recorded", applied.effect), "the service")));
}

void judge_operation(const Index& index, const Recorded& known, Violations& violations) {
  std::size_t used = 0;
  for (std::size_t place = 0; place < known.effects.size(); ++place) {
    const Effect& effect = *known.effects[place];
    const auto due = index.due(effect.applied->at, index.bounds().reconcile_max);
    const Observation* record = used < known.records.size() ? known.records[used] : nullptr;
    if (record != nullptr && record->at <= due) {
      ++used;
      continue;
    }
    if (known.parked != nullptr && known.parked->at <= due) continue;
    if (taken_back(index, effect, due)) continue;
    if (record == nullptr && !index.over(due)) {
      violations.undecided("an effect without a record may still be found in time");
    } else {
      report(index, *effect.applied, place, record, violations);
    }
  }
}

void report_ticked_off(const Seen<EffectApplied>& applied, const Observation& settled,
                       Violations& violations) {
  violations.add(detail::violation(
      fmt::format("{} moved {} as {} at {}, and the service counts that as taken back since {}, "
                  "which it was not",
                  detail::name_of(applied), detail::money(applied.amount), applied.effect,
                  detail::moment(applied.at), detail::moment(settled.at)),
      applied.amount, {&applied, &settled}));
}

// What the service says that it took back was taken back before it said so.
void judge_reversals(Rows rows, const std::vector<Effect>& effects, Violations& violations) {
  for (const auto& settled : only<BreakSettled>(rows)) {
    if (!settled.reversed) continue;
    const auto meant = std::ranges::find_if(
        effects, [&](const Effect& effect) { return effect.applied->effect == settled.effect; });
    if (meant == effects.end()) continue;
    const bool undone = meant->reversed != nullptr && meant->reversed->sequence < settled.sequence;
    if (!undone) report_ticked_off(*meant->applied, settled, violations);
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    const auto effects = detail::effects_of(rows);
    if (effects.empty()) continue;
    judge_reversals(rows, effects, violations);
    for (const auto& [operation, known] : recorded_of(index, rows, effects)) {
      judge_operation(index, known, violations);
    }
  }
}

}  // namespace

Property no_unseen_effect() {
  return {.name = "no_unseen_effect",
          .claim = "No money moves without the books finding out, even if every message is lost.",
          .rule = "I33",
          .severity = Severity::money_lost,
          .needs = bit(Source::truth) | bit(Source::belief),
          .check = check};
}

}  // namespace assay::properties
