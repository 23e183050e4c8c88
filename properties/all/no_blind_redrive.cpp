// I11: while the fate of an attempt is open (sent, and no definite answer or look-up yet), no
// attempt of the same intent starts under another processor key or at another processor, nor an
// authorisation that competes for the same payable. Sending the same key again is not blind: the
// processor recognises it. An authorisation whose effect is believed no longer competes: lists tell
// of effects, too, and are not among the observations. Without a key every send is a new attempt
// (E3).
// Reversals and operations of other kinds may go on; whether money moved twice is I01's matter.
#include <fmt/format.h>

#include <set>

#include "properties/detail/attempts.hpp"
#include "properties/detail/wording.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

bool contends(const Index& index, const detail::Attempt& open, Id intent) {
  if (open.intent == intent) return true;
  return index.kind_of(open.intent) == OperationKind::authorise &&
         index.kind_of(intent) == OperationKind::authorise;
}

/// The operations whose effect the service believes, and rightly so, as observations pass by.
class Known {
 public:
  explicit Known(const Index& index) : index_(index) {}

  void see(const Observation& row) {
    const auto* step = row.as<TransitionCommitted>();
    if (row.is<EffectApplied>()) applied_.insert(index_.operation_of(row));
    if (step == nullptr || step->to != State::succeeded) return;
    if (applied_.contains(index_.operation_of(row))) known_.insert(index_.operation_of(row));
  }
  bool contains(Id operation) const { return known_.contains(operation); }

 private:
  const Index& index_;
  std::set<Id> applied_, known_;
};

void report(const Seen<AttemptSent>& sent, const Seen<AttemptSent>& open, Violations& violations) {
  violations.add(detail::violation(
      fmt::format("{} for {} was tried again at {} with key {} at {}, while the attempt with key "
                  "{} at {} might still take effect",
                  detail::name_of(sent), detail::money(sent.amount), detail::moment(sent.at),
                  sent.processor_key, sent.processor, open.processor_key, open.processor),
      sent.amount, {&open, &sent}));
}

void judge_send(const Index& index, const Seen<AttemptSent>& sent, const detail::Attempts& evidence,
                const Known& known, Violations& violations) {
  const auto* same = evidence.same_key(sent);
  for (const auto& attempt : evidence.attempts()) {
    if (&attempt == same || !attempt.unresolved()) continue;
    const bool other = attempt.intent != index.intent_of(sent) && attempt.operation != no_id;
    if (other && known.contains(attempt.operation)) continue;
    if (!contends(index, attempt, index.intent_of(sent))) continue;
    return report(sent, *attempt.last, violations);
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    detail::Attempts evidence(index);
    Known known(index);
    for (const auto* row : index.payables()[payable]) {
      if (const auto* sent = row->as<AttemptSent>()) {
        judge_send(index, *sent, evidence, known, violations);
      }
      evidence.see(*row);
      known.see(*row);
    }
  }
}

}  // namespace

Property no_blind_redrive() {
  return {.name = "no_blind_redrive",
          .claim = "While nobody knows whether a payment went through, it is not tried anew.",
          .rule = "I11",
          .severity = Severity::double_charge,
          .needs = bit(Source::gateway),
          .check = check};
}

}  // namespace assay::properties
