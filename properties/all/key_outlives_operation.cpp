// I08, and the half of I06 that says who may delete: the record of a key is not let go while an
// operation that was begun under it is unresolved. Whoever claims the key then finds nothing to
// take up, and begins anew. Releasing a claim under which nothing began, or after a definite end,
// is legal; so is releasing one that was abandoned before anything began, while its intent goes on
// under another key.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/states.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// What the key was used for, by what a client said.
Id intent_of(const Index& index, Rows key) {
  const auto asked = std::ranges::find_if(
      key, [](const Observation* row) { return row->is<RequestSent, ResponseReceived>(); });
  return asked == key.end() ? no_id : index.intent_of(**asked);
}

// Another key of the intent was renewed, handed over or completed with the operation, and this one
// was not: so it is that other one under which the operation goes on.
bool goes_on_elsewhere(const Index& index, Id intent, Id own, const Observation& open,
                       const Observation& release) {
  const auto goes_on = [&](const Observation* row) {
    return row->sequence > open.sequence && row->sequence < release.sequence &&
           row->is<KeyRenewed, KeyHandedOver, KeyCompleted>();
  };
  bool elsewhere = false;
  for (std::size_t key = 0; key < index.keys().size(); ++key) {
    const auto rows = index.keys()[key];
    if (std::ranges::none_of(rows, goes_on)) continue;
    if (key == own) return false;
    elsewhere = elsewhere || intent_of(index, rows) == intent;
  }
  return elsewhere;
}

// The last step of an operation that began under the key and had no definite end by `release`.
const Seen<TransitionCommitted>* unresolved_at(const Index& index, Rows intent,
                                               const Observation& claim,
                                               const Observation& release) {
  const Seen<TransitionCommitted>* open = nullptr;
  for (const auto& step : only<TransitionCommitted>(intent)) {
    if (step.sequence > release.sequence) break;
    if (step.sequence < claim.sequence) continue;
    const bool same = open != nullptr && index.operation_of(*open) == index.operation_of(step);
    const bool ends = detail::terminal(step.to);
    if (!ends) open = &step;
    if (ends && same) open = nullptr;
  }
  return open;
}

void judge_release(const Index& index, Id key, const Observation& claim,
                   const Seen<KeyReleased>& release, Violations& violations) {
  const Id intent = intent_of(index, index.keys()[key]);
  const auto* open = unresolved_at(index, index.intents()[intent], claim, release);
  if (open == nullptr || goes_on_elsewhere(index, intent, key, *open, release)) return;
  violations.add(
      detail::violation(fmt::format("key {} was let go at {}, while {} for {} was {} under it",
                                    release.key, detail::moment(release.at), detail::name_of(*open),
                                    detail::money(open->amount), to_text(open->to)),
                        open->amount, {&claim, open, &release}));
}

void check(const Index& index, Violations& violations) {
  for (std::size_t key = 0; key < index.keys().size(); ++key) {
    const auto rows = index.keys()[key];
    const auto intent = intent_of(index, rows);
    const auto* claim = first<KeyClaimed>(rows);
    if (intent == no_id || claim == nullptr) continue;
    for (const auto& release : only<KeyReleased>(rows)) {
      judge_release(index, static_cast<Id>(key), *claim, release, violations);
    }
  }
}

}  // namespace

Property key_outlives_operation() {
  return {.name = "key_outlives_operation",
          .claim = "A request's key is not let go while its payment is still unsettled.",
          .rule = "I08",
          .severity = Severity::double_charge,
          .needs = bit(Source::client) | bit(Source::keys) | bit(Source::belief),
          .check = check};
}

}  // namespace assay::properties
