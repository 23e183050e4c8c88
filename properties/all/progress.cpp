// I31: definite evidence ends in the belief that it proves, within T_resolve of healing; and an
// operation waits for a person only for a listed reason, with proof that asking cannot help: parked
// is not buried, and after healing the processor is asked again. Without this, code that parks
// everything would pass. Silence without evidence is L1's matter.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "properties/detail/attempts.hpp"
#include "properties/detail/beliefs.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Belief;

// What is known of one operation by the end of the history.
struct Known {
  const Observation* answer = nullptr;   ///< the last definite answer
  Outcome outcome = Outcome::none;       ///< that it brought
  bool adoptable = true;                 ///< the operation could take that up as it is
  const Seen<LookUpAnswered>* look_up = nullptr;  ///< the last that was answered
  const Observation* send = nullptr;     ///< the last send
  const Observation* truth = nullptr;    ///< what the processor did with it, if anything
};

void note_answer(const Observation& answer, Outcome outcome, Known& known) {
  if (outcome != Outcome::success && outcome != Outcome::declined) return;
  known.answer = &answer;
  known.outcome = outcome;
}

// The operation could take it up as it is: a success for another amount it could not.
bool can_be_adopted(const LookUpAnswered& answer, const Amount& meant) {
  const bool priced = !answer.amount.currency.empty() && !meant.currency.empty();
  const bool sum = answer.kind != OperationKind::void_authorisation;
  return answer.outcome != Outcome::success || !sum || !priced || answer.amount == meant;
}

Known known_of(const Index& index, Rows rows, Id operation) {
  Known known;
  Amount meant;
  for (const auto* row : rows) {
    if (index.operation_of(*row) != operation) continue;
    if (row->is<AttemptSent>()) known.send = row;
    if (row->is<EffectApplied, EffectDeclined>()) known.truth = row;
    if (const auto* step = row->as<TransitionCommitted>()) meant = step->amount;
    if (const auto* look_up = row->as<LookUpAnswered>()) {
      known.look_up = look_up;
      note_answer(*look_up, look_up->outcome, known);
      if (known.answer == look_up) known.adoptable = can_be_adopted(*look_up, meant);
    }
    if (const auto* ended = row->as<AttemptAnswered>()) {
      note_answer(*ended, ended->outcome, known);
      if (known.answer == ended) known.adoptable = true;
    }
  }
  return known;
}

Violation violation(const Belief& belief, const Observation* evidence, std::string_view why) {
  const auto& last = *belief.last;
  return detail::violation(
      fmt::format("{} for {} is {} since {}: {}", detail::name_of(last), detail::money(last.amount),
                  to_text(last.to), detail::moment(last.at), why),
      last.amount, {&last, evidence});
}

// Why it should have gone on, and by when; no bound where it should not have been there at all.
struct Flaw {
  std::string_view why = {};
  std::optional<Missed> missed = {};
};

void report(const Belief& belief, const Observation* evidence, Flaw flaw, Violations& violations) {
  Violation made = violation(belief, evidence, flaw.why);
  made.missed = std::move(flaw.missed);
  violations.add(std::move(made));
}

// Nothing can take effect any more by then (E1): the lease covers pauses and skew (E2), and is
// counted twice for what went before the first of them was noticed.
std::int64_t gone_after(const Index& index, const Known& known) {
  if (known.send == nullptr) return known.look_up->at;
  const auto& bounds = index.bounds();
  const auto leases = detail::add(bounds.lease_max, bounds.lease_max);
  return detail::add(known.send->at, detail::add(bounds.effect_max, leases));
}

// Once the world is healed, the processor answers whoever asks: nobody waits for a person longer
// than T_resolve without having asked again, nor when the answer proves that nothing happened.
Flaw flaw_since_healing(const Index& index, const Belief& belief, const Known& known) {
  const auto due = index.due(belief.last->at, index.bounds().resolve_max);
  if (!index.healed_at() || !index.over(due)) return {};
  const std::string name = detail::name_of(*belief.last);
  const auto asked = detail::asked_at(*known.look_up);
  if (asked < *index.healed_at()) {
    return {"the processor could be asked again, and was not",
            detail::missed(index, due, "the processor should have been asked after " + name,
                           "the service")};
  }
  const bool absent = known.look_up->outcome == Outcome::not_attempted &&
                      known.truth == nullptr && asked > gone_after(index, known);
  if (!absent) return {};
  return {"the processor was asked, and what it does not know cannot happen any more",
          detail::missed(index, due, name + " should have been given up, or begun anew",
                         "the service")};
}

// Whoever held the answer lost its power before it could be written down.
bool died_with_it(const Index& index, const Observation& answer, const Observation& parked) {
  return std::ranges::any_of(index.of<MachineDied>(), [&](const Seen<MachineDied>& death) {
    return death.observer == answer.observer && death.sequence > answer.sequence &&
           death.sequence < parked.sequence;
  });
}

// What the processor's list shows of it cannot be taken for its answer, as where a row of it is
// damaged, and is open for a person under its own name.
bool is_named_by_break(Rows rows, const Belief& belief) {
  return first<BreakOpened>(rows, [&](const Seen<BreakOpened>& opened) {
           return opened.operation == belief.last->operation;
         }) != nullptr;
}

// Proof that a person is needed; nothing if it stands. Where nobody can ask again, a decline that
// was heard is lost with who heard it; a success is still in the processor's list.
Flaw flaw_of_parking(const Index& index, Rows rows, const Belief& belief, const Known& known) {
  const auto parking = detail::parking_from(belief.last->reason);
  if (!parking) return {"its reason to wait for a person is not on the list"};
  if (parking->contested) {
    return {known.answer == nullptr ? "no answer contradicts another" : ""};
  }
  const bool held = known.answer != nullptr;
  if (held && !known.adoptable) return {};
  const bool unlisted = known.outcome == Outcome::declined || is_named_by_break(rows, belief);
  const bool lost =
      held && unlisted && !parking->asked && died_with_it(index, *known.answer, *belief.last);
  if (held && !lost) return {"a definite answer was held, so nobody need look"};
  if (!parking->asked) return {};
  const bool asked = known.look_up != nullptr &&
                     (known.send == nullptr || known.look_up->sequence > known.send->sequence);
  if (!asked) return {"the processor was not asked after the last attempt"};
  return flaw_since_healing(index, belief, known);
}

// The belief that a definite answer calls for has not been reached.
bool ignores(const Belief& belief, Outcome answer) {
  if (answer == Outcome::success) return belief.state != State::succeeded;
  return !detail::terminal(belief.state);
}

void judge_operation(const Index& index, Rows rows, const Belief& belief, Violations& violations) {
  if (belief.state == State::succeeded) return;
  const auto known = known_of(index, rows, belief.operation);
  if (belief.state == State::parked) {
    Flaw flaw = flaw_of_parking(index, rows, belief, known);
    if (!flaw.why.empty()) report(belief, known.answer, std::move(flaw), violations);
    return;
  }
  if (known.answer == nullptr || !ignores(belief, known.outcome)) return;
  const auto due = index.due(known.answer->at, index.bounds().resolve_max);
  if (index.over(due)) {
    report(belief, known.answer,
           {"a definite answer was held and not acted on",
            detail::missed(index, due,
                           detail::name_of(*belief.last) + " should have been settled by it",
                           "the service")},
           violations);
  } else {
    violations.undecided("an answer that was received may still be acted on in time");
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    for (const auto& belief : detail::beliefs_of(index, rows)) {
      judge_operation(index, rows, belief, violations);
    }
  }
}

}  // namespace

Property progress() {
  return {.name = "progress",
          .claim = "An answer that can be had is taken; only the unanswerable waits for a person.",
          .rule = "I31",
          .severity = Severity::stuck,
          .needs = bit(Source::belief) | bit(Source::gateway),
          .check = check};
}

}  // namespace assay::properties
