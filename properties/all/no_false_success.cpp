// I09: success is believed only of what happened, for the amount that happened. Reversal later is
// no contradiction: the effect was there. Merchants are not part of an observation yet.
#include <fmt/format.h>

#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using history::Observation;
using history::Source;

void report(const Observation& belief, const Observation* effect, Findings& findings) {
  const auto what = effect == nullptr
                        ? std::string("nothing had taken effect at a processor")
                        : fmt::format("{} had", detail::money(effect->amount));
  findings.violated(detail::finding(
      fmt::format("{} was believed to have succeeded for {} at {}, though {}",
                  detail::name_of(belief), detail::money(belief.amount),
                  detail::moment(belief.at), what),
      belief.amount, {&belief, effect}));
}

// Any effect of this intent before the belief, whatever its amount.
const Observation* any_effect(Rows rows, const Observation& belief) {
  for (const auto* row : rows) {
    if (row->sequence >= belief.sequence) break;
    if (row->fact == history::Fact::effect_applied) return row;
  }
  return nullptr;
}

void check(const Index& index, Findings& findings) {
  for (const auto* row : index.of(history::Fact::transition_committed)) {
    if (row->to != "succeeded" || index.intent_of(*row) == no_id) continue;
    const auto rows = index.intents()[index.intent_of(*row)];
    if (detail::effect_backing(rows, *row) != nullptr) continue;
    const bool voided = row->kind == history::OperationKind::void_authorisation;
    if (voided && detail::took_effect_before(index, *row)) continue;
    report(*row, any_effect(rows, *row), findings);
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
