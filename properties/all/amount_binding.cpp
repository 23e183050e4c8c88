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

using history::Fact;
using history::Observation;
using history::OperationKind;
using history::Outcome;
using history::Source;

bool priced(const Observation& row) { return !row.amount.currency.empty(); }

bool asks(const Observation& row) {
  return (row.fact == Fact::intent_declared || row.fact == Fact::request_sent) && priced(row);
}

// What the client asked for last; nothing if any of its wishes has the amount of `sent`.
const Observation* contradicting_wish(Rows rows, const Observation& sent) {
  const Observation* wish = nullptr;
  for (const auto* row : rows) {
    if (!asks(*row)) continue;
    if (row->amount == sent.amount) return nullptr;
    wish = row;
  }
  return wish;
}

void judge_sent(const Index& index, const Observation& sent, Findings& findings) {
  const auto intent = index.intent_of(sent);
  if (intent == no_id || !priced(sent)) return;
  if (index.kind_of(intent) == OperationKind::void_authorisation) return;
  const auto* wish = contradicting_wish(index.intents()[intent], sent);
  if (wish == nullptr) return;
  findings.violated(detail::finding(
      fmt::format("{} was sent to {} for {} at {}, though its client asked for {}",
                  detail::name_of(sent), sent.processor, detail::money(sent.amount),
                  detail::moment(sent.at), detail::money(wish->amount)),
      sent.amount, {wish, &sent}));
}

// The only success that was heard of the operation names another amount.
const Observation* mismatch(const Index& index, Rows rows, const Observation& belief) {
  const Observation* other = nullptr;
  for (const auto* row : rows) {
    if (row->sequence > belief.sequence) break;
    if (index.operation_of(*row) != index.operation_of(belief)) continue;
    if (row->outcome != Outcome::success) continue;
    if (row->fact == Fact::attempt_answered) return nullptr;
    if (row->fact != Fact::look_up_answered) continue;
    if (!priced(*row) || row->amount == belief.amount) return nullptr;
    other = row;
  }
  return other;
}

void judge_belief(const Index& index, const Observation& belief, Findings& findings) {
  const auto intent = index.intent_of(belief);
  if (belief.to != "succeeded" || intent == no_id || !priced(belief)) return;
  if (index.kind_of(intent) == OperationKind::void_authorisation) return;
  const auto* other = mismatch(index, index.intents()[intent], belief);
  if (other == nullptr) return;
  findings.violated(detail::finding(
      fmt::format("{} was believed to have succeeded for {} at {}, but the processor spoke of {}",
                  detail::name_of(belief), detail::money(belief.amount),
                  detail::moment(belief.at), detail::money(other->amount)),
      belief.amount, {other, &belief}));
}

void check(const Index& index, Findings& findings) {
  for (const auto* sent : index.of(Fact::attempt_sent)) judge_sent(index, *sent, findings);
  for (const auto* belief : index.of(Fact::transition_committed)) {
    judge_belief(index, *belief, findings);
  }
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
