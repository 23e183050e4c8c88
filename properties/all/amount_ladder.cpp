// I16: no more is captured than was authorised, and no more refunded than was captured; and when
// the service sends a refund, those that may still stand, pending ones included, leave room for it.
// Limits are lenient where a history cannot tell: every hold that ever was counts, and so does an
// over-capture that the client itself asked for. A payable without any hold or capture in the
// recording has no limit to judge by. Disputes are not part of an observation yet.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/evidence.hpp"
#include "properties/detail/funds.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Effect;
using models::Fact;
using models::Observation;
using models::OperationKind;
using models::Source;
using Effects = std::vector<Effect>;

void report(const Observation& step, std::int64_t sum, std::int64_t limit, std::string_view what,
            std::string_view of, Findings& findings) {
  const auto& currency = step.amount.currency;
  findings.violated(detail::finding(
      fmt::format("with {} at {}, {} of {} came to {}, and only {} had been {}",
                  detail::name_of(step), detail::moment(step.at), what, step.payable,
                  detail::money({sum, currency}), detail::money({limit, currency}), of),
      {detail::subtract(sum, limit), currency}, {&step}));
}

void judge_capture(const Index& index, Rows rows, const Effects& effects,
                   const Observation& capture, Findings& findings) {
  const auto& currency = capture.amount.currency;
  const auto funds = detail::funds_at(index, effects, capture.sequence, currency);
  if (funds.authorised == 0 || funds.captured <= funds.authorised) return;
  const auto asked =
      detail::owed_at(index, rows, OperationKind::capture, capture.sequence, currency);
  if (funds.captured <= asked.minor) return;
  report(capture, funds.captured, funds.authorised, "the captures", "authorised", findings);
}

// What there is to refund; nothing where the recording does not show it.
std::int64_t refundable(const detail::Funds& funds) {
  return funds.captured > 0 ? funds.captured : funds.authorised;
}

void judge_refund(const Index& index, const Effects& effects, const Observation& refund,
                  Findings& findings) {
  const auto funds = detail::funds_at(index, effects, refund.sequence, refund.amount.currency);
  if (refundable(funds) == 0) return findings.undecided("a refund of what was never seen to move");
  if (funds.refunded <= refundable(funds)) return;
  report(refund, funds.refunded, refundable(funds), "the refunds", "captured", findings);
}

// The refund of these rows may have moved money, or may still, as far as anybody could know.
bool may_stand(const Index& index, Rows refund, std::uint64_t sequence) {
  detail::Evidence evidence(index);
  bool refuted = false;
  for (const auto* row : refund) {
    if (row->sequence >= sequence) break;
    evidence.see(*row);
    if (row->fact == Fact::effect_applied || row->fact == Fact::attempt_sent) refuted = false;
    if (row->fact == Fact::effect_reversed || row->fact == Fact::effect_declined) refuted = true;
    if (row->fact != Fact::transition_committed) continue;
    refuted = row->to == "declined" || row->to == "failed";
  }
  return !refuted && evidence.standing(no_id) != nullptr;
}

// Amounts of other refunds of the payable that may stand when `sent` is sent.
std::int64_t reserved(const Index& index, Rows payable, const Observation& sent) {
  std::int64_t sum = 0;
  std::vector<Id> seen{index.intent_of(sent)};
  for (const auto* row : payable) {
    if (row->sequence >= sent.sequence) break;
    if (row->fact != Fact::attempt_sent || row->amount.currency != sent.amount.currency) continue;
    const auto intent = index.intent_of(*row);
    if (index.kind_of(intent) != OperationKind::refund) continue;
    if (std::ranges::find(seen, intent) != seen.end()) continue;
    seen.push_back(intent);
    if (!may_stand(index, index.intents()[intent], sent.sequence)) continue;
    sum = detail::add(sum, row->amount.minor);
  }
  return sum;
}

void judge_sent(const Index& index, Rows rows, const Effects& effects, const Observation& sent,
                Findings& findings) {
  const auto funds = detail::funds_at(index, effects, sent.sequence, sent.amount.currency);
  const auto limit = refundable(funds);
  const auto sum = detail::add(reserved(index, rows, sent), sent.amount.minor);
  if (limit == 0 || sum <= limit) return;
  report(sent, sum, limit, "refunds under way or done", "captured", findings);
}

void judge_payable(const Index& index, Rows rows, Findings& findings) {
  const auto effects = detail::effects_of(rows);
  for (const auto& effect : effects) {
    const auto& applied = *effect.applied;
    if (applied.amount.currency.empty()) continue;
    const auto kind = index.kind_of(index.intent_of(applied));
    if (kind == OperationKind::capture) judge_capture(index, rows, effects, applied, findings);
    if (kind == OperationKind::refund) judge_refund(index, effects, applied, findings);
  }
  for (const auto* row : rows) {
    if (row->fact != Fact::attempt_sent || row->amount.currency.empty()) continue;
    const bool refund = index.kind_of(index.intent_of(*row)) == OperationKind::refund;
    if (refund) judge_sent(index, rows, effects, *row, findings);
  }
}

void check(const Index& index, Findings& findings) {
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    judge_payable(index, index.payables()[payable], findings);
  }
}

}  // namespace

Property amount_ladder() {
  return {.name = "amount_ladder",
          .claim = "No more is taken than was agreed, and no more given back than was taken.",
          .rule = "I16",
          .severity = Severity::double_charge,
          .needs = bit(Source::truth),
          .check = check};
}

}  // namespace assay::properties
