// I23, by transaction: a step into succeeded, declined or failed commits its event in the same
// transaction; no event is committed without such a step; nothing is published, consumed or
// applied before it was committed. What becomes of events later is outbox_complete's matter.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/states.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

bool committed_together(const EventCommitted& left, const TransitionCommitted& right) {
  return !left.transaction.empty() && left.transaction == right.transaction &&
         left.operation == right.operation;
}

// The event speaks of this step: success of success only, and the same money where both name it.
bool tells(const EventCommitted& event, const TransitionCommitted& step) {
  const bool priced = !event.amount.currency.empty() && !step.amount.currency.empty();
  return (event.outcome == Outcome::success) == (step.to == State::succeeded) &&
         (!priced || event.amount == step.amount);
}

void judge_step(Rows rows, const Seen<TransitionCommitted>& step, Violations& violations) {
  const auto with_it = [&](const Seen<EventCommitted>& event) {
    return committed_together(event, step);
  };
  if (first<EventCommitted>(rows, with_it) != nullptr) return;
  violations.add(detail::violation(
      fmt::format("{} became {} for {} at {}, and no event of it was committed with that",
                  detail::name_of(step), to_text(step.to), detail::money(step.amount),
                  detail::moment(step.at)),
      step.amount, {&step}));
}

void judge_event(Rows rows, const Seen<EventCommitted>& event, Violations& violations) {
  const auto* step = first<TransitionCommitted>(rows, [&](const Seen<TransitionCommitted>& made) {
    return detail::terminal(made.to) && committed_together(event, made);
  });
  if (step != nullptr && tells(event, *step)) return;
  violations.add(detail::violation(
      fmt::format("event {} says {} of {} for {}, but {}", event.event, to_text(event.outcome),
                  detail::name_of(event), detail::money(event.amount),
                  step == nullptr ? std::string("no such step was committed with it")
                                  : fmt::format("the step committed with it says {} for {}",
                                                to_text(step->to), detail::money(step->amount))),
      event.amount, {&event, step}));
}

void judge_spread(Rows rows, Violations& violations) {
  const auto start = std::ranges::find_if(
      rows, [](const Observation* row) { return !row->is<PostingCommitted>(); });
  if (start == rows.end() || (*start)->is<EventCommitted>()) return;
  const auto& early = **start;
  const bool ever = first<EventCommitted>(rows) != nullptr;
  violations.add(detail::violation(
      fmt::format("event {} was {} at {} {}", named_by(early).event,
                  early.is<EventPublished>() ? "published" : "taken in by a consumer",
                  detail::moment(early.at),
                  ever ? "before it was committed" : "though it was never committed"),
      detail::amount_of(early), {&early}));
}

void check(const Index& index, Violations& violations) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    for (const auto* row : rows) {
      const auto* step = row->as<TransitionCommitted>();
      if (step != nullptr && detail::terminal(step->to)) judge_step(rows, *step, violations);
      if (const auto* event = row->as<EventCommitted>()) judge_event(rows, *event, violations);
    }
  }
  for (std::size_t event = 0; event < index.events().size(); ++event) {
    judge_spread(index.events()[event], violations);
  }
}

}  // namespace

Property outbox_atomic() {
  return {.name = "outbox_atomic",
          .claim = "Every result is announced if and only if it was recorded.",
          .rule = "I23",
          .severity = Severity::money_lost,
          .needs = bit(Source::belief) | bit(Source::events),
          .check = check};
}

}  // namespace assay::properties
