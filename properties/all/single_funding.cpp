// I02: what is captured for a payable, less what was given back, never exceeds what its client
// owes for it; nor do the holds that stand at the same time. Nothing is owed for an intent that
// its client took back or was told had been declined, except for the largest: it may be adopted
// late. An excess is legal only where an effect came late, and then until T_recon. Several effects
// of one intent are at_most_one_effect's matter, one too large for its hold is amount_ladder's.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

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

// One payable, one kind of funding.
struct Funding {
  const Index& index;
  Rows rows;
  const Effects& effects;
  OperationKind kind;

  std::int64_t net_at(std::uint64_t sequence, std::string_view currency) const {
    const auto funds = detail::funds_at(index, effects, sequence, currency);
    if (kind == OperationKind::authorise) return funds.held;
    return detail::subtract(funds.captured, funds.refunded);
  }
};

// What is owed by `effect`'s time: what was to be authorised, or more where more captures were
// asked for. Captures within an authorisation do not add to it.
std::optional<std::int64_t> owed_for(const Funding& funding, const Observation& effect) {
  std::optional<std::int64_t> most;
  for (const auto kind : {OperationKind::authorise, OperationKind::capture}) {
    const bool counts = kind == OperationKind::authorise || funding.kind == kind;
    const auto owed = detail::owed_at(funding.index, funding.rows, kind, effect.sequence,
                                      effect.amount.currency);
    if (counts && owed.declared) most = std::max(most.value_or(0), owed.minor);
  }
  return most;
}

// The effect contradicts what was known for certain when it came.
bool is_late(const Index& index, const Observation& effect) {
  const auto intent = index.intent_of(effect);
  if (detail::over_for_client(index, intent, effect.sequence)) return true;
  const auto rows = index.intents()[intent];
  return std::ranges::any_of(rows, [&](const Observation* row) {
    return row->sequence < effect.sequence && row->fact == Fact::transition_committed &&
           (row->to == "declined" || row->to == "failed");
  });
}

bool any_late(const Funding& funding, const Observation& last) {
  return std::ranges::any_of(funding.effects, [&](const Effect& effect) {
    return effect.applied->sequence <= last.sequence && is_late(funding.index, *effect.applied);
  });
}

// The first fact after which the excess is gone.
const Observation* returned(const Funding& funding, const Observation& effect, std::int64_t owed) {
  for (const auto* row : funding.rows) {
    const bool moves = row->fact == Fact::effect_applied || row->fact == Fact::effect_reversed;
    if (!moves || row->sequence <= effect.sequence) continue;
    if (funding.net_at(row->sequence, effect.amount.currency) <= owed) return row;
  }
  return nullptr;
}

void report(const Funding& funding, const Observation& effect, std::int64_t net, std::int64_t owed,
            Findings& findings) {
  const auto& currency = effect.amount.currency;
  findings.violated(detail::finding(
      fmt::format("{} was {} for {} at {}, and only {} of it was owed", effect.payable,
                  funding.kind == OperationKind::capture ? "charged" : "held on a card",
                  detail::money({net, currency}), detail::moment(effect.at),
                  detail::money({owed, currency})),
      {detail::subtract(net, owed), currency}, {&effect}));
}

// Returns: there is no more to say of this payable.
bool judge_effect(const Funding& funding, const Observation& effect, Findings& findings) {
  const auto net = funding.net_at(effect.sequence, effect.amount.currency);
  const auto owed = owed_for(funding, effect);
  if (!owed) {
    findings.undecided("money moved for a payable of which no client declared what it owes");
    return true;
  }
  if (net <= *owed) return false;
  const auto& index = funding.index;
  const auto due = index.due(effect.at, index.bounds().reconcile_max);
  const auto* back = returned(funding, effect, *owed);
  const bool late = any_late(funding, effect);
  if (late && back != nullptr && back->at <= due) return false;
  if (late && back == nullptr && !index.over(due)) {
    findings.undecided("an excess that came late may still be returned in time");
    return true;
  }
  report(funding, effect, net, *owed, findings);
  return true;
}

void judge_kind(const Funding& funding, Findings& findings) {
  for (const auto& effect : funding.effects) {
    if (funding.index.kind_of(funding.index.intent_of(*effect.applied)) != funding.kind) continue;
    if (effect.applied->amount.currency.empty()) continue;
    if (judge_effect(funding, *effect.applied, findings)) return;
  }
}

void check(const Index& index, Findings& findings) {
  if (index.of(Fact::effect_applied).empty()) return;
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    const auto rows = index.payables()[payable];
    const auto effects = detail::effects_of(rows);
    judge_kind({index, rows, effects, OperationKind::capture}, findings);
    judge_kind({index, rows, effects, OperationKind::authorise}, findings);
  }
}

}  // namespace

Property single_funding() {
  return {.name = "single_funding",
          .claim = "An order is paid for once: nobody is charged more than was asked for it.",
          .rule = "I02",
          .severity = Severity::double_charge,
          .needs = bit(Source::client) | bit(Source::truth),
          .check = check};
}

}  // namespace assay::properties
