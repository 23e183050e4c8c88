// I01, judged at every step: two effects that stood together for a moment are found even when one
// was undone later. Not a judge of attempts (no_blind_redrive) nor of what is believed.
// Legal all the same: a second effect of an attempt that began after the first was undone; and a
// processor contradicting its own definite "no", if the excess goes back within T_recon.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/effects.hpp"
#include "properties/detail/evidence.hpp"
#include "properties/detail/wording.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Effect;
using models::Fact;
using models::Observation;
using models::Source;

bool sends(const Observation& row, const Observation& effect) {
  return row.fact == Fact::attempt_sent && row.processor_key == effect.processor_key &&
         (effect.processor.empty() || row.processor == effect.processor);
}

// When the attempt behind an effect began: the first send under its key.
const Observation* start_of(Rows rows, const Observation& effect) {
  const auto found =
      std::ranges::find_if(rows, [&](const Observation* row) { return sends(*row, effect); });
  return found == rows.end() ? nullptr : *found;
}

// The attempt that began with `earlier` was known to have no effect when `later` was sent.
bool known_absent(const Index& index, Rows rows, const Observation& earlier,
                  const Observation& later) {
  detail::Evidence evidence(index);
  for (const auto* row : rows) {
    if (row == &later) break;
    evidence.see(*row);
  }
  const auto* attempt = evidence.same_key(earlier);
  return attempt != nullptr && !attempt->unresolved() && !attempt->succeeded;
}

// E3: without a key, a network that doubles a request doubles the effect; not the code's doing
// as long as the code sent it only once.
bool doubled_by_network(const Index& index, Rows rows, const Observation& effect) {
  if (!index.recorded(bit(Source::gateway)) || !effect.processor_key.empty()) return false;
  const auto sends_before = std::ranges::count_if(rows, [&](const Observation* row) {
    return row->sequence < effect.sequence && sends(*row, effect);
  });
  return sends_before == 1;
}

bool was_right_to_start(const Index& index, Rows rows, const Effect& first, const Effect& second) {
  const auto* left = start_of(rows, *first.applied);
  const auto* right = start_of(rows, *second.applied);
  if (left == nullptr || right == nullptr || left == right) return false;
  if (right->sequence < left->sequence) std::swap(left, right);
  return known_absent(index, rows, *left, *right);
}

// Undone first and only then tried again.
bool after_reversal(Rows rows, const Effect& first, const Effect& second) {
  if (first.reversed == nullptr || first.reversed->sequence > second.applied->sequence) {
    return false;
  }
  const auto* start = start_of(rows, *second.applied);
  const auto* other = start_of(rows, *first.applied);
  return start == nullptr || start == other || start->sequence > first.reversed->sequence;
}

void report(const Effect& first, const Effect& second, Findings& findings) {
  const auto& again = *second.applied;
  findings.violated(detail::finding(
      fmt::format("{} took effect twice: {} as {} at {}, and {} as {} at {}",
                  detail::name_of(again), detail::money(first.applied->amount),
                  first.applied->effect, detail::moment(first.applied->at),
                  detail::money(again.amount), again.effect, detail::moment(again.at)),
      again.amount, {first.applied, second.applied, first.reversed, second.reversed}));
}

void judge_pair(const Index& index, Rows rows, const Effect& first, const Effect& second,
                Findings& findings) {
  if (after_reversal(rows, first, second)) return;
  if (doubled_by_network(index, rows, *second.applied)) return;
  if (!was_right_to_start(index, rows, first, second)) return report(first, second, findings);
  const auto due = index.due(second.applied->at, index.bounds().reconcile_max);
  const auto* returned = first.reversed != nullptr ? first.reversed : second.reversed;
  if (returned == nullptr && !index.over(due)) {
    return findings.undecided("a late second effect may still be returned in time");
  }
  if (returned == nullptr || returned->at > due) report(first, second, findings);
}

void check(const Index& index, Findings& findings) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    const auto effects = detail::effects_of(rows);
    for (std::size_t second = 1; second < effects.size(); ++second) {
      for (std::size_t first = 0; first < second; ++first) {
        judge_pair(index, rows, effects[first], effects[second], findings);
      }
    }
  }
}

}  // namespace

Property at_most_one_effect() {
  return {.name = "at_most_one_effect",
          .claim = "Whatever is retried, one operation moves the customer's money at most once.",
          .rule = "I01",
          .severity = Severity::double_charge,
          .needs = bit(Source::truth),
          .check = check};
}

}  // namespace assay::properties
