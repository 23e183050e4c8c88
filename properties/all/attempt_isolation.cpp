// I15: what was heard of one attempt never changes the belief about another. Shown in two shapes:
// an operation is written off while its own attempt may stand, and the only "no" was another
// attempt's; or it is believed to have succeeded without an effect of its own, and the only "yes"
// was another operation's. A belief that is false without such a neighbour is for no_false_failure
// and no_false_success.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/attempts.hpp"
#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Attempt;

void report(const Seen<TransitionCommitted>& belief, const Attempt& other, Violations& violations) {
  violations.add(detail::violation(
      fmt::format("{} for {} was believed {} at {} on what was heard of another attempt, {} of {}",
                  detail::name_of(belief), detail::money(belief.amount), to_text(belief.to),
                  detail::moment(belief.at), other.first->attempt, detail::name_of(*other.first)),
      belief.amount, {other.settled_by, &belief}));
}

// The processor did refuse this attempt; the service may have heard so in a way that nobody
// records.
bool refused_in_truth(const Index& index, const Attempt& attempt, const Observation& belief) {
  return std::ranges::any_of(index.of<EffectDeclined>(), [&](const Seen<EffectDeclined>& refusal) {
    return index.intent_of(refusal) == attempt.intent &&
           refusal.sequence > attempt.first->sequence && refusal.sequence < belief.sequence &&
           refusal.processor_key == attempt.first->processor_key;
  });
}

void judge_negative(const Index& index, const Seen<TransitionCommitted>& belief,
                    const detail::Attempts& evidence, Violations& violations) {
  const auto intent = index.intent_of(belief);
  const auto* standing = evidence.standing(index.operation_of(belief));
  if (standing == nullptr || standing->intent != intent) return;
  for (const auto& attempt : evidence.attempts()) {
    const bool neighbour = &attempt != standing && attempt.declined && !attempt.succeeded &&
                           index.kind_of(attempt.intent) == index.kind_of(intent);
    if (!neighbour || refused_in_truth(index, *standing, belief)) continue;
    if (index.recorded(bit(Source::truth))) return report(belief, attempt, violations);
    violations.undecided("a refusal may have been heard in a way that was not recorded");
  }
}

void judge_positive(const Index& index, const Seen<TransitionCommitted>& belief,
                    const detail::Attempts& evidence, Violations& violations) {
  if (!index.recorded(bit(Source::truth))) return;
  const auto intent = index.intent_of(belief);
  const auto kind = index.kind_of(intent);
  if (kind == OperationKind::void_authorisation || detail::took_effect_before(index, belief)) {
    return;
  }
  for (const auto& attempt : evidence.attempts()) {
    const bool neighbour =
        attempt.intent != intent && attempt.succeeded && index.kind_of(attempt.intent) == kind;
    if (neighbour) return report(belief, attempt, violations);
  }
}

void judge_payable(const Index& index, Rows rows, Violations& violations) {
  detail::Attempts evidence(index);
  for (const auto* row : rows) {
    evidence.see(*row);
    const auto* step = row->as<TransitionCommitted>();
    if (step == nullptr || evidence.attempts().size() < 2) continue;
    if (step->to == State::declined || step->to == State::failed) {
      judge_negative(index, *step, evidence, violations);
    }
    if (step->to == State::succeeded) judge_positive(index, *step, evidence, violations);
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    judge_payable(index, index.payables()[payable], violations);
  }
}

}  // namespace

Property attempt_isolation() {
  return {.name = "attempt_isolation",
          .claim = "News of one try is never taken for news of another.",
          .rule = "I15",
          .severity = Severity::wrong_belief,
          .needs = bit(Source::gateway) | bit(Source::belief),
          .check = check};
}

}  // namespace assay::properties
