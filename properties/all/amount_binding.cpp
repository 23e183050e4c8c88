// I22: what is sent to a processor is what the client asked for, to the minor unit and in its
// currency; and an answer that names another amount never makes an operation succeed: it waits for
// a person. Voids state no amount of their own. Operations that no client declared (a reversal by
// the service itself) have nothing to be compared with. Merchants are not part of an observation.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

bool priced(const Amount& amount) { return !amount.currency.empty(); }

// What a client asked for, and where it said so.
struct Wish {
  const Observation* said = nullptr;
  Amount amount;
};

Wish wish_in(const Observation& row) {
  if (const auto* declared = row.as<IntentDeclared>()) return {declared, declared->amount};
  if (const auto* sent = row.as<RequestSent>()) return {sent, sent->amount};
  return {};
}

// What the client asked for last; nothing if any of its wishes has the amount of `sent`.
Wish contradicting_wish(Rows rows, const AttemptSent& sent) {
  Wish last;
  for (const auto* row : rows) {
    const Wish wish = wish_in(*row);
    if (wish.said == nullptr || !priced(wish.amount)) continue;
    if (wish.amount == sent.amount) return {};
    last = wish;
  }
  return last;
}

void judge_sent(const Index& index, const Seen<AttemptSent>& sent, Violations& violations) {
  const auto intent = index.intent_of(sent);
  if (intent == no_id || !priced(sent.amount)) return;
  if (index.kind_of(intent) == OperationKind::void_authorisation) return;
  const Wish wish = contradicting_wish(index.intents()[intent], sent);
  if (wish.said == nullptr) return;
  violations.add(detail::violation(
      fmt::format("{} was sent to {} for {} at {}, though its client asked for {}",
                  detail::name_of(sent), sent.processor, detail::money(sent.amount),
                  detail::moment(sent.at), detail::money(wish.amount)),
      sent.amount, {wish.said, &sent}));
}

// The only success that was heard of the operation names another amount.
const Seen<LookUpAnswered>* mismatch(const Index& index, Rows rows,
                                     const Seen<TransitionCommitted>& belief) {
  const Seen<LookUpAnswered>* other = nullptr;
  for (const auto* row : rows) {
    if (row->sequence > belief.sequence) break;
    if (index.operation_of(*row) != index.operation_of(belief)) continue;
    const auto* answer = row->as<AttemptAnswered>();
    if (answer != nullptr && answer->outcome == Outcome::success) return nullptr;
    const auto* look_up = row->as<LookUpAnswered>();
    if (look_up == nullptr || look_up->outcome != Outcome::success) continue;
    if (!priced(look_up->amount) || look_up->amount == belief.amount) return nullptr;
    other = look_up;
  }
  return other;
}

void judge_belief(const Index& index, const Seen<TransitionCommitted>& belief,
                  Violations& violations) {
  const auto intent = index.intent_of(belief);
  if (belief.to != State::succeeded || intent == no_id || !priced(belief.amount)) return;
  if (index.kind_of(intent) == OperationKind::void_authorisation) return;
  const auto* other = mismatch(index, index.intents()[intent], belief);
  if (other == nullptr) return;
  violations.add(detail::violation(
      fmt::format("{} was believed to have succeeded for {} at {}, but the processor spoke of {}",
                  detail::name_of(belief), detail::money(belief.amount), detail::moment(belief.at),
                  detail::money(other->amount)),
      belief.amount, {other, &belief}));
}

void check(const Index& index, Violations& violations) {
  for (const auto& sent : index.of<AttemptSent>()) judge_sent(index, sent, violations);
  for (const auto& belief : index.of<TransitionCommitted>())
    judge_belief(index, belief, violations);
}

}  // namespace

Property amount_binding() {
  return {.name = "amount_binding",
          .claim = "What is charged is what was asked for, to the cent and in its currency.",
          .rule = "I22",
          .severity = Severity::double_charge,
          .needs = bit(Source::client) | bit(Source::gateway),
          .check = check};
}

}  // namespace assay::properties
