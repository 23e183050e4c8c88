// I09: success is believed only of what happened, for the amount that happened. Reversal later is
// no contradiction: the effect was there. Merchants are not part of an observation yet.
#include <fmt/format.h>

#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

void report(const Seen<TransitionCommitted>& belief, const Seen<EffectApplied>* effect,
            Violations& violations) {
  const auto what = effect == nullptr
                        ? std::string("nothing had taken effect at a processor")
                        : fmt::format("{} had", detail::money(effect->amount));
  violations.add(
      detail::violation(fmt::format("{} was believed to have succeeded for {} at {}, though {}",
                                    detail::name_of(belief), detail::money(belief.amount),
                                    detail::moment(belief.at), what),
                        belief.amount, {&belief, effect}));
}

// Any effect of this intent before the belief, whatever its amount.
const Seen<EffectApplied>* any_effect(Rows rows, const Observation& belief) {
  return first<EffectApplied>(
      rows, [&](const Seen<EffectApplied>& it) { return it.sequence < belief.sequence; });
}

void check(const Index& index, Violations& violations) {
  for (const auto& step : index.of<TransitionCommitted>()) {
    if (step.to != State::succeeded || index.intent_of(step) == no_id) continue;
    const auto rows = index.intent_rows(step);
    if (detail::effect_backing(rows, {step.sequence, step.kind, step.amount}) != nullptr) continue;
    const bool voided = step.kind == OperationKind::void_authorisation;
    if (voided && detail::took_effect_before(index, step)) continue;
    report(step, any_effect(rows, step), violations);
  }
}

}  // namespace

Property no_false_success() {
  return {.name = "no_false_success",
          .claim = "A payment counts as paid only when that much money has really moved.",
          .rule = "I09",
          .severity = Severity::wrong_belief,
          .needs = bit(Source::truth) | bit(Source::belief),
          .check = check};
}

}  // namespace assay::properties
