// L3: an effect that comes after its operation was given up, or while nobody knew, is seen by
// T_recon: that very operation is believed to have succeeded, or waits for a person, or the effect
// was undone. no_unseen_effect is content with any record of the intent; here a second operation's
// success does not hide the first one's late effect.
#include <fmt/format.h>

#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

bool is_late(const TransitionCommitted& belief) {
  using enum State;
  return belief.to == unknown || belief.to == pending || belief.to == declined ||
         belief.to == failed || belief.to == parked;
}

// What was believed of the operation when the effect came, and when it was first seen.
struct Sight {
  const Seen<TransitionCommitted>* before = nullptr;
  const Seen<TransitionCommitted>* seen = nullptr;
};

// A processor's name for the operation may not be the service's: then any belief of the intent is.
bool names_any(const Index& index, Rows rows, Id operation) {
  const auto names = [&](const Seen<TransitionCommitted>& step) {
    return index.operation_of(step) == operation;
  };
  return first<TransitionCommitted>(rows, names) != nullptr;
}

Sight sight_of(const Index& index, Rows rows, const Observation& effect) {
  const auto operation = index.operation_of(effect);
  const bool named = operation != no_id && names_any(index, rows, operation);
  Sight sight;
  for (const auto& step : only<TransitionCommitted>(rows)) {
    if (named && index.operation_of(step) != operation) continue;
    if (step.sequence < effect.sequence) sight.before = &step;
    const bool seen = step.to == State::succeeded || step.to == State::parked;
    if (seen && sight.seen == nullptr) sight.seen = &step;
  }
  return sight;
}

void judge_effect(const Index& index, Rows rows, const detail::Effect& effect,
                  Violations& violations) {
  const auto& applied = *effect.applied;
  const auto sight = sight_of(index, rows, applied);
  if (sight.before == nullptr || !is_late(*sight.before)) return;
  const auto due = index.due(applied.at, index.bounds().reconcile_max);
  const bool in_time = (sight.seen != nullptr && sight.seen->at <= due) ||
                       (effect.reversed != nullptr && effect.reversed->at <= due);
  if (in_time) return;
  if (sight.seen == nullptr && !index.over(due)) {
    return violations.undecided("a late effect may still be found in time");
  }
  violations.add(detail::violation(
      fmt::format("{} moved as {} for {} at {}, when it was believed {}, and that {}",
                  detail::money(applied.amount), applied.effect, detail::name_of(applied),
                  detail::moment(applied.at), to_text(sight.before->to),
                  sight.seen == nullptr ? "was never put right" : "was put right too late"),
      applied.amount, {sight.before, &applied, sight.seen},
      detail::missed(index, due,
                     fmt::format("{} should have been believed, parked, or undone", applied.effect),
                     "the service")));
}

void check(const Index& index, Violations& violations) {
  for (const auto& applied : index.of<EffectApplied>()) {
    const auto intent = index.intent_of(applied);
    if (intent == no_id) continue;
    const auto rows = index.intents()[intent];
    for (const auto& effect : detail::effects_of(rows)) {
      if (effect.applied == &applied) judge_effect(index, rows, effect, violations);
    }
  }
}

}  // namespace

Property late_success_seen() {
  return {.name = "late_success_seen",
          .claim = "Money that arrives after all is noticed, even if every message is lost.",
          .rule = "L3",
          .severity = Severity::money_lost,
          .needs = bit(Source::truth) | bit(Source::belief),
          .check = check};
}

}  // namespace assay::properties
