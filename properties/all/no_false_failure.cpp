// I10: failure is believed only on definite evidence: a decline, a refusal before sending, or
// absence after D_max. Cancelling an order is no belief about an operation, so not judged here. If
// the processor contradicts itself later, the late success must be recorded within T_recon. An
// absence is timed by when it was asked (E1), by the answer only where the recording does not say.
#include <fmt/format.h>

#include "properties/detail/attempts.hpp"
#include "properties/detail/beliefs.hpp"
#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

void judge_belief(const Seen<TransitionCommitted>& belief, Id operation,
                  const detail::Attempts& evidence, Violations& violations) {
  if (const auto* attempt = evidence.standing(operation); attempt != nullptr) {
    violations.add(detail::violation(
        fmt::format(
            "{} for {} was written off as {} at {}, though attempt {} {}", detail::name_of(belief),
            detail::money(belief.amount), to_text(belief.to), detail::moment(belief.at),
            attempt->first->attempt,
            attempt->succeeded ? "was known to have succeeded" : "might still have taken effect"),
        belief.amount, {attempt->last, attempt->settled_by, &belief}));
  } else if (belief.to == State::declined && !evidence.declined(operation)) {
    violations.add(detail::violation(
        fmt::format("{} for {} was believed declined at {}, though no processor had declined it",
                    detail::name_of(belief), detail::money(belief.amount),
                    detail::moment(belief.at)),
        belief.amount, {&belief}));
  }
}

// An effect contradicts the last belief, and nobody noticed in time.
void judge_end(const Index& index, Rows rows, Violations& violations) {
  for (const auto& belief : detail::beliefs_of(index, rows)) {
    const bool negative = belief.state == State::declined || belief.state == State::failed;
    if (!negative) continue;
    for (const auto& effect : detail::effects_of(rows)) {
      if (effect.applied->operation != belief.last->operation) continue;
      if (detail::recorded_in_time(index, effect, rows).value_or(true)) continue;
      violations.add(detail::violation(
          fmt::format("{} is still believed {}, though {} had moved as {}",
                      detail::name_of(*belief.last), to_text(belief.last->to),
                      detail::money(effect.applied->amount), effect.applied->effect),
          effect.applied->amount, {belief.last, effect.applied}));
    }
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    detail::Attempts evidence(index);
    bool negative = false;
    for (const auto* row : rows) {
      evidence.see(*row);
      const auto* step = row->as<TransitionCommitted>();
      if (step == nullptr) continue;
      if (step->to != State::declined && step->to != State::failed) continue;
      negative = true;
      judge_belief(*step, index.operation_of(*step), evidence, violations);
    }
    if (negative) judge_end(index, rows, violations);
  }
}

}  // namespace

Property no_false_failure() {
  return {.name = "no_false_failure",
          .claim = "A payment is given up only when it is certain that no money has moved.",
          .rule = "I10",
          .severity = Severity::wrong_belief,
          .needs = bit(Source::gateway) | bit(Source::belief) | bit(Source::truth),
          .check = check};
}

}  // namespace assay::properties
