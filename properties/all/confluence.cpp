// I14: the final belief depends on which evidence there was, not on its order or on how often it
// came. Two things show that it does: evidence that moved an operation into the same end twice; and
// an operation that ends as declined or failed although a success is among its evidence, because
// the set with a success in it has one outcome in any order. Sets without a success are not
// compared: whether "absent" is definite depends on when it was asked. docs/properties.md says why
// no sharper check of a history alone is sound; the payment code's own fold is tested by permuting.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "properties/detail/states.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// What was heard of one operation, and what was made of it.
struct Heard {
  Id operation = no_id;
  const Seen<TransitionCommitted>* end = nullptr;  ///< the last step
  const Observation* success = nullptr;
  Amount amount;                         ///< that the success speaks of
  const Observation* decline = nullptr;  ///< the last one
};

Heard& heard_of(std::vector<Heard>& all, Id operation) {
  const auto found = std::ranges::find(all, operation, &Heard::operation);
  return found != all.end() ? *found : all.emplace_back(Heard{.operation = operation});
}

void judge_repeated(Rows rows, std::size_t place, Violations& violations) {
  const auto* made = rows[place]->as<TransitionCommitted>();
  if (made == nullptr || made->evidence.empty() || !detail::terminal(made->to)) return;
  const auto& step = *made;
  const auto alike = [&](const Seen<TransitionCommitted>& other) {
    return other.operation == step.operation && other.evidence == step.evidence &&
           other.to == step.to;
  };
  const auto* before = first<TransitionCommitted>(rows.first(place), alike);
  if (before == nullptr) return;
  violations.add(detail::violation(
      fmt::format("{} for {} became {} twice by the same evidence {}, at {} and at {}",
                  detail::name_of(step), detail::money(step.amount), to_text(step.to),
                  step.evidence, detail::moment(before->at), detail::moment(step.at)),
      step.amount, {before, &step}));
}

template <typename Answer>
void hear(const Seen<Answer>& answer, Heard& heard) {
  if (answer.outcome == Outcome::success && heard.success == nullptr) {
    heard.success = &answer;
    heard.amount = answer.amount;
  }
  if (answer.outcome == Outcome::declined) heard.decline = &answer;
}

// Its effect was undone before the operation ended.
bool undone(const Index& index, const Heard& heard) {
  const auto before = [&](const Seen<EffectReversed>& it) {
    return it.sequence < heard.end->sequence;
  };
  return first<EffectReversed>(index.intent_rows(*heard.end), before) != nullptr;
}

// A success for another amount, or one that was undone or taken back, may rightly end otherwise.
bool binds(const Index& index, const Heard& heard) {
  const auto& reported = heard.amount;
  const auto& meant = heard.end->amount;
  if (!reported.currency.empty() && !meant.currency.empty() && reported != meant) return false;
  if (undone(index, heard)) return false;
  const bool refund = index.kind_of(*heard.end) == OperationKind::refund;
  return !refund || heard.decline == nullptr ||
         heard.decline->sequence < heard.success->sequence;
}

void judge_end(const Index& index, const Heard& heard, Violations& violations) {
  if (heard.success == nullptr || heard.end == nullptr) return;
  if (heard.end->to != State::declined && heard.end->to != State::failed) return;
  if (!binds(index, heard)) return;
  const auto later = std::max(heard.success->at, heard.end->at);
  if (!index.over(index.due(later, index.bounds().resolve_max))) {
    return violations.undecided("a success that was heard may still be acted on");
  }
  violations.add(detail::violation(
      fmt::format("{} for {} ended as {}, though a success was heard at {}: in another order the "
                  "same evidence ends as succeeded",
                  detail::name_of(*heard.end), detail::money(heard.end->amount),
                  to_text(heard.end->to), detail::moment(heard.success->at)),
      heard.end->amount, {heard.success, heard.decline, heard.end}));
}

void judge_intent(const Index& index, Rows rows, Violations& violations) {
  std::vector<Heard> all;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto operation = index.operation_of(*rows[i]);
    if (operation == no_id) continue;
    const Observation& row = *rows[i];
    judge_repeated(rows, i, violations);
    if (!row.is<TransitionCommitted, AttemptAnswered, LookUpAnswered>()) continue;
    Heard& heard = heard_of(all, operation);
    if (const auto* step = row.as<TransitionCommitted>()) heard.end = step;
    if (const auto* answer = row.as<AttemptAnswered>()) hear(*answer, heard);
    if (const auto* answer = row.as<LookUpAnswered>()) hear(*answer, heard);
  }
  for (const auto& heard : all) judge_end(index, heard, violations);
}

void check(const Index& index, Violations& violations) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    judge_intent(index, index.intents()[intent], violations);
  }
}

}  // namespace

Property confluence() {
  return {.name = "confluence",
          .claim = "It makes no difference in which order, or how often, the same news arrives.",
          .rule = "I14",
          .severity = Severity::wrong_belief,
          .needs = bit(Source::gateway) | bit(Source::belief),
          .check = check};
}

}  // namespace assay::properties
