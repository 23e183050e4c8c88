// I35: a void or refund that the service sends names what it goes back to, out of a closed list,
// and what it names is there: a client that asked; an effect that came too late or once too often;
// a capture that failed, or that was the last; a hold that would lapse; a step, a person, a rule,
// by name. Of two operations of one intent that had an effect, the one whose success a client was
// told stays. What others undo at the processor is nobody's mandate, but whoever was told of the
// success is told of that within T_recon; a hold that lapses at its deadline is no news. A service
// that does not say why it sends is not judged; nor is one outside of the contract, whose closed
// list does not ask why (E5).
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using Send = Seen<AttemptSent>;
using Naming = Seen<MandateNamed>;

void report(const Send& sent, std::string_view why, const Observation* shown,
            Violations& violations) {
  const Observation* other = shown == nullptr ? &sent : shown;
  violations.add(detail::violation(
      fmt::format("{} for {} was sent at {}, {}", detail::name_of(sent),
                  detail::money(sent.amount), detail::moment(sent.at), why),
      sent.amount, {other, &sent}));
}

bool before(const Observation& one, const Observation& other) {
  return one.sequence < other.sequence;
}

template <typename Fact>
bool any_before(Rows rows, const Observation& moment) {
  return first<Fact>(rows, [&](const Seen<Fact>& it) { return before(it, moment); }) != nullptr;
}

bool asked_for(Rows intent, const Send& sent) {
  return any_before<IntentDeclared>(intent, sent) || any_before<RequestSent>(intent, sent);
}

// What a processor answered or refused of the captures of one payable, before the send.
template <typename Fits>
bool capture_before(const Index& index, const Send& sent, Fits fits) {
  const Rows payable = index.payables()[index.payable_of(sent)];
  return std::ranges::any_of(payable, [&](const Observation* row) {
    return before(*row, sent) && index.intent_of(*row) != no_id &&
           index.kind_of(*row) == OperationKind::capture && fits(*row);
  });
}

bool capture_failed(const Observation& row) {
  const auto* answer = row.as<AttemptAnswered>();
  const bool refused = answer != nullptr && (answer->outcome == Outcome::declined ||
                                             answer->outcome == Outcome::not_attempted);
  const auto* step = row.as<TransitionCommitted>();
  return refused || row.is<EffectDeclined>() ||
         (step != nullptr && (step->to == State::declined || step->to == State::failed));
}

bool captured(const Observation& row) { return row.is<EffectApplied>(); }

// The effect of the operation that is undone, before the send.
const Seen<EffectApplied>* undone_effect(const Index& index, const Naming& named,
                                         const Send& sent) {
  const Rows payable = index.payables()[index.payable_of(sent)];
  return first<EffectApplied>(payable, [&](const Seen<EffectApplied>& effect) {
    return effect.operation == named.of && before(effect, sent);
  });
}

// The answer that told a client of the success of that operation, before the send.
const Seen<ResponseReceived>* told_of(Rows intent, Name operation, const Send& sent) {
  return first<ResponseReceived>(intent, [&](const Seen<ResponseReceived>& answer) {
    return answer.outcome == Outcome::success && answer.operation == operation &&
           before(answer, sent);
  });
}

// Another operation of the same intent had an effect that still stands, and was told to nobody.
bool another_stands(Rows intent, Name operation, const Send& sent) {
  const auto effects = detail::effects_of(intent);
  return std::ranges::any_of(effects, [&](const detail::Effect& effect) {
    const Name other = effect.applied->operation;
    const bool stands = before(*effect.applied, sent) && effect.reversed == nullptr;
    return stands && other != operation && told_of(intent, other, sent) == nullptr;
  });
}

void judge_surplus(const Index& index, const Naming& named, const Send& sent,
                   Violations& violations) {
  if (!index.recorded(bit(Source::truth))) return;
  const auto* effect = undone_effect(index, named, sent);
  if (effect == nullptr) {
    return report(sent, "to undo what had no effect", &named, violations);
  }
  const Rows intent = index.intent_rows(*effect);
  const auto* told = told_of(intent, named.of, sent);
  if (told == nullptr || !another_stands(intent, named.of, sent)) return;
  report(sent, "to undo the success that its client was told, while another one stands", told,
         violations);
}

void judge_named(const Index& index, Rows intent, const Naming& named, const Send& sent,
                 Violations& violations) {
  const auto need = [&](bool there, std::string_view why) {
    if (!there) report(sent, why, &named, violations);
  };
  switch (named.mandate) {
    case Mandate::none: return need(false, "and what it goes back to is left open");
    case Mandate::client_request:
      if (!index.recorded(bit(Source::client))) return;
      return need(asked_for(intent, sent), "as a client's wish, and no client had asked for it");
    case Mandate::surplus: return judge_surplus(index, named, sent, violations);
    case Mandate::failed_capture:
      return need(capture_before(index, sent, capture_failed), "and no capture had failed");
    case Mandate::remainder:
      if (!index.recorded(bit(Source::truth))) return;
      return need(capture_before(index, sent, captured),
                  "as a remainder, and nothing was captured");
    case Mandate::lapse_ahead:
      return need(sent.kind == OperationKind::void_authorisation,
                  "as a hold that would lapse, and it is no hold");
    case Mandate::saga_step:
    case Mandate::operator_word:
    case Mandate::risk_rule: return need(!named.of.empty(), "and who wanted it has no name");
  }
}

void judge_send(const Index& index, const Send& sent, Violations& violations) {
  const Id falls_to = index.intent_of(sent);
  if (falls_to == no_id) return;
  const Rows intent = index.intents()[falls_to];
  const auto* named = first<MandateNamed>(intent, [&](const Naming& it) {
    const bool same = it.operation == sent.operation || it.operation.empty();
    return same && before(it, sent);
  });
  if (named != nullptr) return judge_named(index, intent, *named, sent, violations);
  if (!index.recorded(bit(Source::mandates))) {
    return violations.undecided("the service does not say what its voids and refunds go back to");
  }
  report(sent, "and it goes back to nothing that the service names", nullptr, violations);
}

// A word about success; a notification counts as well.
const Observation* told_success(Rows intent, const Observation& until) {
  const auto* answer = first<ResponseReceived>(intent, [&](const Seen<ResponseReceived>& it) {
    return it.outcome == Outcome::success && before(it, until);
  });
  if (answer != nullptr) return answer;
  return first<NotificationReceived>(intent, [&](const Seen<NotificationReceived>& it) {
    return it.outcome == Outcome::success && before(it, until);
  });
}

// Whether a fact tells somebody that what had succeeded is no success any more, or given back.
bool tells_change(const Index& index, const Observation& row, Id intent) {
  const auto* answer = row.as<ResponseReceived>();
  const auto* news = row.as<NotificationReceived>();
  if (answer == nullptr && news == nullptr) return false;
  const auto outcome = answer != nullptr ? answer->outcome : news->outcome;
  const Id about = index.intent_of(row);
  if (about == intent) return outcome != Outcome::success && outcome != Outcome::none;
  if (about == no_id) return false;
  const auto kind = index.kind_of(about);
  const bool undoes = kind == OperationKind::void_authorisation || kind == OperationKind::refund;
  return undoes && outcome == Outcome::success;
}

// The service itself had sent something that undoes, before the effect went.
bool sent_undoing(Rows payable, const Observation& undone) {
  return first<AttemptSent>(payable, [&](const Seen<AttemptSent>& sent) {
           const bool undoes = sent.kind == OperationKind::void_authorisation ||
                               sent.kind == OperationKind::refund;
           return undoes && before(sent, undone);
         }) != nullptr;
}

// What others undid, other than by the deadline that was stated with it (R20).
void judge_undone(const Index& index, const Seen<EffectReversed>& undone, Violations& violations) {
  const Id intent = index.intent_of(undone);
  if (intent == no_id || undone.reason == "expired") return;
  const Rows payable = index.payables()[index.payable_of(undone)];
  const auto* told = told_success(index.intents()[intent], undone);
  if (told == nullptr || sent_undoing(payable, undone)) return;
  const bool said = std::ranges::any_of(payable, [&](const Observation* row) {
    return before(undone, *row) && tells_change(index, *row, intent);
  });
  if (said) return;
  const auto due = index.due(undone.at, index.bounds().reconcile_max);
  if (!index.over(due)) {
    return violations.undecided("what others undid may still be told in time");
  }
  violations.add(detail::violation(
      fmt::format("effect {} of {} was undone at {} by others, and nobody who was told of its "
                  "success was told of that",
                  undone.effect, detail::name_of(*told), detail::moment(undone.at)),
      detail::amount_of(*told), {told, &undone},
      detail::missed(index, due,
                     "whoever was told of the success should have been told that it was undone",
                     "the service")));
}

void check(const Index& index, Violations& violations) {
  const auto heard = bit(Source::mandates) | bit(Source::truth) | bit(Source::client);
  if (index.recorded(heard)) {
    for (const auto& undone : index.of<EffectReversed>()) judge_undone(index, undone, violations);
  }
  for (const auto& sent : index.of<AttemptSent>()) {
    const bool undoes =
        sent.kind == OperationKind::void_authorisation || sent.kind == OperationKind::refund;
    if (undoes) judge_send(index, sent, violations);
  }
}

}  // namespace

Property mandate() {
  return {.name = "mandate",
          .claim = "Money is given back, or let go, only where somebody or something asks for it.",
          .rule = "I35",
          .severity = Severity::money_lost,
          .needs = bit(Source::gateway),
          .check = check};
}

}  // namespace assay::properties
