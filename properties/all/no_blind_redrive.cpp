// I11: while the fate of an attempt is open (sent, and no definite answer or look-up yet), no
// attempt of the same intent starts under another processor key or at another processor, nor an
// authorisation that competes for the same payable. Sending the same key again is not blind: the
// processor recognises it. Without a key every send is a new attempt (E3).
// Reversals and operations of other kinds may go on; whether money moved twice is I01's matter.
#include <fmt/format.h>

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

void report(const Seen<AttemptSent>& sent, const Seen<AttemptSent>& open, Violations& violations) {
  violations.add(detail::violation(
      fmt::format("{} for {} was tried again at {} with key {} at {}, while the attempt with key "
                  "{} at {} might still take effect",
                  detail::name_of(sent), detail::money(sent.amount), detail::moment(sent.at),
                  sent.processor_key, sent.processor, open.processor_key, open.processor),
      sent.amount, {&open, &sent}));
}

void judge_send(const Index& index, const Seen<AttemptSent>& sent, const detail::Attempts& evidence,
                Violations& violations) {
  const auto* same = evidence.same_key(sent);
  for (const auto& attempt : evidence.attempts()) {
    if (&attempt == same || !attempt.unresolved()) continue;
    if (!contends(index, attempt, index.intent_of(sent))) continue;
    return report(sent, *attempt.last, violations);
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    detail::Attempts evidence(index);
    for (const auto* row : index.payables()[payable]) {
      if (const auto* sent = row->as<AttemptSent>()) judge_send(index, *sent, evidence, violations);
      evidence.see(*row);
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
