// I20, I22, I28, I33, E3: people are called where, and only where, there is something to look at.
// Judged by what the service declares its alarms to claim, and by nothing else:
// - false is an alarm about an operation of which belief and truth agree and nothing is open; about
//   an event that was never sent to the consumer it names; about money that was put into a balance
//   with its step; about a refusal of what had been given back;
// - it stays for nothing where a break was undone by the service itself and is left open;
// - silence is a break, an operation left for a person, an event that some consumer did not take,
//   a surplus that is not taken back, or money in no balance, of which no such alarm speaks by
//   the time it has to be known.
// Not outside of the contract: E3 has what is found there recorded, which is no_unseen_effect's
// matter. What nobody but the service can see (a damaged row, what a list does not show) is not
// judged.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <string>
#include <utility>

#include "properties/detail/effects.hpp"
#include "properties/detail/states.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using Alarm = Seen<AlarmRaised>;

bool before(const Observation& one, const Observation& other) {
  return one.sequence < other.sequence;
}

void report_false(const Alarm& alarm, std::string_view why, const Observation* shown,
                  Violations& violations) {
  const Observation* other = shown == nullptr ? &alarm : shown;
  violations.add(detail::violation(fmt::format("alarm {} about {} was raised at {}, {}",
                                               alarm.alarm, alarm.subject,
                                               detail::moment(alarm.at), why),
                                   detail::amount_of(*other), {other, &alarm}));
}

// Until when somebody has to be called about what came up then.
Missed call(const Index& index, const Observation& since, std::string about) {
  return detail::missed(index, index.due(since.at, index.bounds().reconcile_max),
                        "people should have been called about " + std::move(about), "the service");
}

void report_silence(const Index& index, const Observation& seen, std::string_view what,
                    Violations& violations) {
  violations.add(detail::violation(
      fmt::format("{} {} at {}, and nobody was called", detail::name_of(seen), what,
                  detail::moment(seen.at)),
      detail::amount_of(seen), {&seen}, call(index, seen, detail::name_of(seen))));
}

// Some alarm that claims this speaks of that subject.
bool called(const Index& index, AlarmClaim claim, std::string_view subject) {
  return std::ranges::any_of(index.of<AlarmRaised>(), [&](const Alarm& alarm) {
    return alarm.claim == claim && alarm.subject.text() == subject;
  });
}

bool declared(const Index& index, AlarmClaim claim) {
  return (index.history().alarms & bit(claim)) != 0;
}

// The facts of one kind about an operation.
template <typename Fact>
auto of_operation(const Index& index, Name operation) {
  return index.of<Fact>() | std::views::filter([=](const Seen<Fact>& fact) {
           return fact.operation == operation;
         });
}

// Something is, or will be, open about the operation.
bool has_open_item(const Index& index, Name operation) {
  for (const auto& step : of_operation<TransitionCommitted>(index, operation)) {
    if (step.to == State::parked) return true;
  }
  return !of_operation<BreakOpened>(index, operation).empty();
}

// Belief and truth said the same of it when the alarm was raised.
bool agreed_at(const Index& index, const Seen<TransitionCommitted>& belief, const Alarm& alarm) {
  std::size_t effects = 0;
  bool as_believed = true;
  for (const auto& effect : of_operation<EffectApplied>(index, belief.operation)) {
    if (!before(effect, alarm)) break;
    ++effects;
    as_believed = as_believed && effect.amount == belief.amount;
  }
  if (belief.to == State::succeeded) return effects == 1 && as_believed;
  return (belief.to == State::declined || belief.to == State::failed) && effects == 0;
}

void judge_open_item(const Index& index, const Alarm& alarm, Violations& violations) {
  const auto sources = bit(Source::belief) | bit(Source::truth);
  if (!index.recorded(sources) || has_open_item(index, alarm.subject)) return;
  const Seen<TransitionCommitted>* belief = nullptr;
  for (const auto& step : of_operation<TransitionCommitted>(index, alarm.subject)) {
    if (before(step, alarm)) belief = &step;
  }
  if (belief == nullptr || !agreed_at(index, *belief, alarm)) return;
  report_false(alarm, "though books and truth agreed about it, and nothing was open", belief,
               violations);
}

// "EVENT to CONSUMER", or an event alone.
std::pair<std::string_view, std::string_view> event_in(std::string_view subject) {
  constexpr std::string_view to = " to ";
  const auto at = subject.find(to);
  if (at == std::string_view::npos) return {subject, {}};
  return {subject.substr(0, at), subject.substr(at + to.size())};
}

void judge_undelivered(const Index& index, const Alarm& alarm, Violations& violations) {
  if (!index.recorded(bit(Source::events))) return;
  const auto [event, consumer] = event_in(alarm.subject.text());
  for (const auto& sent : index.of<EventPublished>()) {
    const bool to_it = consumer.empty() || sent.consumer.text() == consumer;
    if (before(sent, alarm) && sent.event.text() == event && to_it) return;
  }
  report_false(alarm, "though nobody had tried to deliver it", nullptr, violations);
}

// The step with which an operation moved money, and whether its balance went with it.
const Seen<TransitionCommitted>* moving_step(const Index& index, Name operation) {
  for (const auto& step : of_operation<TransitionCommitted>(index, operation)) {
    if (step.to == State::succeeded) return &step;
  }
  return nullptr;
}

bool in_balance(const Index& index, const Seen<TransitionCommitted>& step) {
  return std::ranges::any_of(index.of<BalanceCommitted>(), [&](const auto& balance) {
    return balance.transaction == step.transaction && balance.customer == step.customer;
  });
}

void judge_unposted(const Index& index, const Alarm& alarm, Violations& violations) {
  const auto* step = moving_step(index, alarm.subject);
  if (step == nullptr || !in_balance(index, *step)) return;
  report_false(alarm, "though its balance was committed with it", step, violations);
}

void judge_refused(const Index& index, const Alarm& alarm, Violations& violations) {
  for (const auto& named : index.of<MandateNamed>()) {
    if (named.of != alarm.subject) continue;
    const auto* step = moving_step(index, named.operation);
    if (step == nullptr || !before(*step, alarm)) continue;
    return report_false(alarm, "though it had been given back", step, violations);
  }
}

void judge_raised(const Index& index, Violations& violations) {
  for (const auto& alarm : index.of<AlarmRaised>()) {
    switch (alarm.claim) {
      case AlarmClaim::undeclared: break;
      case AlarmClaim::open_item: judge_open_item(index, alarm, violations); break;
      case AlarmClaim::undelivered: judge_undelivered(index, alarm, violations); break;
      case AlarmClaim::unposted: judge_unposted(index, alarm, violations); break;
      case AlarmClaim::refused: judge_refused(index, alarm, violations); break;
    }
  }
}

// The service itself undid the effect, and said that it did so for this operation.
const Seen<EffectReversed>* own_undoing(const Index& index, const Seen<BreakOpened>& opened) {
  const auto named = [&](const Seen<MandateNamed>& it) {
    const bool surplus = it.mandate == Mandate::surplus && it.of == opened.operation;
    return surplus && moving_step(index, it.operation) != nullptr;
  };
  if (opened.effect.empty() || std::ranges::none_of(index.of<MandateNamed>(), named)) {
    return nullptr;
  }
  for (const auto& undone : index.of<EffectReversed>()) {
    if (undone.effect == opened.effect && before(opened, undone)) return &undone;
  }
  return nullptr;
}

bool settled_later(const Index& index, const Seen<BreakOpened>& opened) {
  return std::ranges::any_of(index.of<BreakSettled>(), [&](const Seen<BreakSettled>& it) {
    return it.operation == opened.operation && it.effect == opened.effect && before(opened, it);
  });
}

// Nothing more can come that still meets the bound.
bool too_late(const Index& index, const Observation& since) {
  return index.over(index.due(since.at, index.bounds().reconcile_max));
}

void judge_breaks(const Index& index, Violations& violations) {
  for (const auto& opened : index.of<BreakOpened>()) {
    if (!called(index, AlarmClaim::open_item, opened.operation.text())) {
      report_silence(index, opened, "has a break beside it since it was noted", violations);
    }
    const auto* undone = own_undoing(index, opened);
    if (undone == nullptr || settled_later(index, opened) || !too_late(index, *undone)) continue;
    violations.add(detail::violation(
        fmt::format("the break about effect {} of {} stays open, though the service undid it at {}",
                    opened.effect, detail::name_of(opened), detail::moment(undone->at)),
        opened.amount, {&opened, undone},
        detail::missed(index, index.due(undone->at, index.bounds().reconcile_max),
                       fmt::format("the break about effect {} should have been settled",
                                   opened.effect),
                       "the service")));
  }
}

// Why it is parked is nothing that passes by itself.
bool waits_for_a_person(const Seen<TransitionCommitted>& step) {
  return step.to == State::parked && step.reason != "sender_may_still_send";
}

void judge_parked(const Index& index, Violations& violations) {
  std::map<Name, const Seen<TransitionCommitted>*> last;
  for (const auto& step : index.of<TransitionCommitted>()) last[step.operation] = &step;
  for (const auto& [operation, step] : last) {
    if (!waits_for_a_person(*step)) continue;
    if (called(index, AlarmClaim::open_item, operation.text())) continue;
    if (too_late(index, *step)) report_silence(index, *step, "was parked", violations);
  }
}

// An event that was sent to a consumer and never taken by it, by the first time it was sent.
std::map<std::pair<Name, Name>, const Seen<EventPublished>*> not_taken(const Index& index) {
  std::map<std::pair<Name, Name>, const Seen<EventPublished>*> open;
  for (const auto& sent : index.of<EventPublished>()) {
    open.try_emplace({sent.event, sent.consumer}, &sent);
  }
  for (const auto& taken : index.of<EventConsumed>()) open.erase({taken.event, taken.consumer});
  return open;
}

void judge_deliveries(const Index& index, Violations& violations) {
  for (const auto& [what, sent] : not_taken(index)) {
    const std::string subject = fmt::format("{} to {}", what.first, what.second);
    const bool said = called(index, AlarmClaim::undelivered, subject) ||
                      called(index, AlarmClaim::undelivered, what.first.text());
    if (said || !too_late(index, *sent)) continue;
    violations.add(detail::violation(
        fmt::format("event {} was not taken by {} from {} on, and nobody was called", what.first,
                    what.second, detail::moment(sent->at)),
        sent->amount, {sent}, call(index, *sent, subject)));
  }
}

// What was to go back stands for good: the service's own undoing of it was refused.
void judge_refusals(const Index& index, Violations& violations) {
  for (const auto& named : index.of<MandateNamed>()) {
    if (named.mandate != Mandate::surplus) continue;
    const Seen<TransitionCommitted>* last = nullptr;
    for (const auto& step : of_operation<TransitionCommitted>(index, named.operation)) last = &step;
    const bool refused = last != nullptr && last->to == State::declined;
    const bool said = called(index, AlarmClaim::refused, named.of.text()) ||
                      called(index, AlarmClaim::open_item, named.of.text());
    if (!refused || said || !too_late(index, *last)) continue;
    report_silence(index, *last, "was refused", violations);
  }
}

// What a customer's operations moved by the service's own belief, and the last of them that no
// balance was committed with.
struct Moved {
  std::int64_t minor = 0;
  const Seen<TransitionCommitted>* unposted = nullptr;
  bool said = false;
};

using Account = std::pair<Name, std::string_view>;  // customer and currency
using Posting = std::pair<Name, std::string_view>;  // transaction and customer

std::map<Account, Moved> moved_by_account(const Index& index) {
  std::map<Account, Moved> all;
  std::set<Posting> posted;
  for (const auto& balance : index.of<BalanceCommitted>()) {
    posted.insert({balance.transaction, balance.customer.text()});
  }
  for (const auto& step : index.of<TransitionCommitted>()) {
    const bool in = step.kind == OperationKind::capture;
    if (step.to != State::succeeded || (!in && step.kind != OperationKind::refund)) continue;
    Moved& one = all[{step.customer, step.amount.currency.code()}];
    one.minor = in ? detail::add(one.minor, step.amount.minor)
                   : detail::subtract(one.minor, step.amount.minor);
    if (!posted.contains({step.transaction, step.customer.text()})) one.unposted = &step;
    one.said = one.said || called(index, AlarmClaim::unposted, step.operation.text());
  }
  return all;
}

void judge_balances(const Index& index, Violations& violations) {
  if (!index.at_rest() || !index.recorded(bit(Source::belief))) return;
  std::map<Account, Moved> open = moved_by_account(index);
  std::map<Account, std::int64_t> balances;
  for (const auto& balance : index.of<BalanceCommitted>()) {
    balances[{balance.customer, balance.amount.currency.code()}] = balance.amount.minor;
  }
  for (const auto& [account, moved] : open) {
    const bool there = moved.unposted == nullptr || balances[account] == moved.minor;
    if (!there && !moved.said) {
      report_silence(index, *moved.unposted, "moved money that is in no balance", violations);
    }
  }
}

void judge_silence(const Index& index, Violations& violations) {
  if (declared(index, AlarmClaim::open_item)) {
    judge_breaks(index, violations);
    judge_parked(index, violations);
  }
  if (declared(index, AlarmClaim::undelivered)) judge_deliveries(index, violations);
  if (declared(index, AlarmClaim::refused)) judge_refusals(index, violations);
  if (declared(index, AlarmClaim::unposted)) judge_balances(index, violations);
}

void check(const Index& index, Violations& violations) {
  judge_raised(index, violations);
  judge_silence(index, violations);
}

}  // namespace

Property alarms_true() {
  return {.name = "alarms_true",
          .claim = "People are called where something needs them, and for nothing else.",
          .rule = "I20",
          .severity = Severity::stuck,
          .needs = bit(Source::alarms),
          .check = check};
}

}  // namespace assay::properties
