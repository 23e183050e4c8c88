// I02: what is captured for a payable, less what was given back, never exceeds what its client
// owes for it; nor do the holds that stand at the same time. Nothing is owed for an intent that
// its client took back or was told had been declined, except for the largest: it may be adopted
// late. An excess is legal only where an effect came late, and then until T_recon. Several effects
// of one intent are at_most_one_effect's matter, one too large for its hold is amount_ladder's.
// Outside of the contract (E3) what is captured is judged all the same, several effects of one
// intent included, with T_recon to return the excess; holds are not.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <string_view>

#include "properties/detail/contract.hpp"
#include "properties/detail/funds.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Effect;
using Effects = std::vector<Effect>;

// What was paid for one payable, and what was owed for it.
struct Account {
  Account(const Index& all, std::size_t payable)
      : index(all), effects(all.money_of(payable).effects),
        outside(all.contract().broken_by(static_cast<Id>(payable))),
        every(outside == nullptr
                  ? std::nullopt
                  : std::optional<detail::FundsOverTime>(std::in_place, all, effects, true)),
        funds(every ? *every : all.money_of(payable).funds), owed(all, all.payables()[payable]) {
    note_late(all.payables()[payable]);
  }

  // Notes the first effect that contradicts what was known for certain when it came.
  void note_late(Rows rows) {
    std::set<Id> contradicted;
    for (const auto* row : rows) {
      const auto intent = index.intent_of(*row);
      const auto* step = row->as<TransitionCommitted>();
      const bool refuted =
          step != nullptr && (step->to == State::declined || step->to == State::failed);
      if (refuted || detail::ends_for_client(*row)) contradicted.insert(intent);
      if (row->is<EffectApplied>() && contradicted.contains(intent)) {
        first_late = row;
        return;
      }
    }
  }

  bool late_by(const Observation& effect) const {
    return (first_late != nullptr && first_late->sequence <= effect.sequence) ||
           (outside != nullptr && outside->sequence <= effect.sequence);
  }

  const Index& index;
  const Effects& effects;
  const Observation* outside;  // the fact that broke the contract
  std::optional<detail::FundsOverTime> every;
  const detail::FundsOverTime& funds;
  detail::OwedOverTime owed;
  const Observation* first_late = nullptr;
};

std::int64_t net(const detail::Funds& funds, OperationKind kind) {
  if (kind == OperationKind::authorise) return funds.held;
  return detail::subtract(funds.captured, funds.refunded);
}

// What is owed by `effect`'s time: what was to be authorised, or more where more captures were
// asked for. Captures within an authorisation do not add to it.
std::optional<std::int64_t> owed_for(const Account& account, OperationKind funding,
                                     const Seen<EffectApplied>& effect) {
  std::optional<std::int64_t> most;
  for (const auto kind : {OperationKind::authorise, OperationKind::capture}) {
    const bool counts = kind == OperationKind::authorise || funding == kind;
    const auto owed = account.owed.at(kind, effect.sequence, effect.amount.currency);
    if (counts && owed.declared) most = std::max(most.value_or(0), owed.minor);
  }
  return most;
}

// Behind each moment of a currency, the first at which no more than so much is left. Its moments
// are gone through from last to first: what comes sooner and is lower hides what comes later.
class Returns {
 public:
  Returns(const std::vector<detail::FundsMoment>& moments, OperationKind kind)
      : moments_(moments), kind_(kind), next_(moments.size()) {}

  // Contract: asked for effects from last to first.
  const Observation* after(const Observation& effect, std::int64_t owed) {
    while (next_ > 0 && moments_[next_ - 1].from->sequence > effect.sequence) {
      const auto& moment = moments_[--next_];
      const Low low{net(moment.funds, kind_), moment.from};
      while (!lows_.empty() && lows_.back().net >= low.net) lows_.pop_back();
      lows_.push_back(low);
    }
    const auto found =
        std::ranges::upper_bound(lows_, owed, {}, [](const Low& low) { return low.net; });
    return found == lows_.begin() ? nullptr : std::prev(found)->from;
  }

 private:
  struct Low {
    std::int64_t net = 0;
    const Observation* from = nullptr;
  };

  const std::vector<detail::FundsMoment>& moments_;
  OperationKind kind_;
  std::size_t next_;
  std::vector<Low> lows_;  // the later the lower; the soonest stands last
};

// What stands with an effect, and what was owed then.
struct Step {
  const Seen<EffectApplied>* effect = nullptr;
  std::int64_t net = 0;
  std::optional<std::int64_t> owed;
  const Observation* returned = nullptr;  // by this fact no more than that was left
};

// The effects of one kind of funding, in order.
std::vector<Step> steps_of(const Account& account, OperationKind funding) {
  std::vector<Step> steps;
  std::map<Currency, Returns> returns;
  for (const auto& effect : std::views::reverse(account.effects)) {
    const auto& applied = *effect.applied;
    const auto& currency = applied.amount.currency;
    const auto kind = account.index.kind_of(applied);
    if (kind != funding || currency.empty()) continue;
    Step step{&applied, net(account.funds.at(applied.sequence, currency), funding),
              owed_for(account, funding, applied)};
    if (step.owed && step.net > *step.owed) {
      auto& back =
          returns.try_emplace(currency, account.funds.moments(currency), funding).first->second;
      step.returned = back.after(applied, *step.owed);
    }
    steps.push_back(step);
  }
  std::ranges::reverse(steps);
  return steps;
}

void report(const Step& step, OperationKind funding, std::optional<Missed> missed,
            Violations& violations) {
  const auto& effect = *step.effect;
  const auto& currency = effect.amount.currency;
  Violation made = detail::violation(
      fmt::format("{} was {} for {} at {}, and only {} of it was owed", effect.payable,
                  funding == OperationKind::capture ? "charged" : "held on a card",
                  detail::money({step.net, currency}), detail::moment(effect.at),
                  detail::money({*step.owed, currency})),
      {detail::subtract(step.net, *step.owed), currency}, {&effect});
  made.missed = std::move(missed);
  violations.add(std::move(made));
}

// An excess that could not be known in advance goes back in time.
std::optional<Missed> return_of(const Account& account, const Step& step, std::int64_t due) {
  if (!account.late_by(*step.effect)) return {};
  return detail::missed(account.index, due,
                        fmt::format("what {} took too much should have been returned",
                                    step.effect->effect),
                        "the service");
}

// Returns: there is no more to say of this payable.
bool judge_step(const Account& account, const Step& step, OperationKind funding,
                Violations& violations) {
  if (!step.owed) {
    violations.undecided("money moved for a payable of which no client declared what it owes");
    return true;
  }
  if (step.net <= *step.owed) return false;
  const auto& index = account.index;
  const auto due = index.due(step.effect->at, index.bounds().reconcile_max);
  const bool late = account.late_by(*step.effect);
  if (late && step.returned != nullptr && step.returned->at <= due) return false;
  if (late && step.returned == nullptr && !index.over(due)) {
    violations.undecided("an excess that came late may still be returned in time");
    return true;
  }
  report(step, funding, return_of(account, step, due), violations);
  return true;
}

void check(const Index& index, Violations& violations) {
  if (index.of<EffectApplied>().empty()) return;
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    const Account account(index, payable);
    for (const auto funding : {OperationKind::capture, OperationKind::authorise}) {
      if (funding == OperationKind::authorise && account.outside != nullptr) continue;
      for (const auto& step : steps_of(account, funding)) {
        if (judge_step(account, step, funding, violations)) break;
      }
    }
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
