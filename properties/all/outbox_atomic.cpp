// I23, by transaction: a step into succeeded, declined or failed commits its event in the same
// transaction; no event is committed without such a step; nothing is published, consumed or
// applied before it was committed. What becomes of events later is outbox_complete's matter.
#include <fmt/format.h>

#include <algorithm>

#include "history/names.hpp"
#include "properties/detail/states.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using history::Fact;
using history::Observation;
using history::Outcome;
using history::Source;

bool ends_operation(const Observation& row) {
  const auto to = detail::state_from(row.to);
  return row.fact == Fact::transition_committed && to && detail::terminal(*to);
}

bool committed_together(const Observation& left, const Observation& right) {
  return !left.transaction.empty() && left.transaction == right.transaction &&
         left.operation == right.operation;
}

// The event speaks of this step: success of success only, and the same money where both name it.
bool tells(const Observation& event, const Observation& step) {
  const bool priced = !event.amount.currency.empty() && !step.amount.currency.empty();
  return (event.outcome == Outcome::success) == (step.to == "succeeded") &&
         (!priced || event.amount == step.amount);
}

// The row of `rows` that shares the transaction of `row` and is of `fact`.
const Observation* partner(Rows rows, const Observation& row, Fact fact) {
  const auto found = std::ranges::find_if(rows, [&](const Observation* other) {
    return other->fact == fact && committed_together(*other, row) &&
           (fact == Fact::event_committed || ends_operation(*other));
  });
  return found == rows.end() ? nullptr : *found;
}

void judge_step(Rows rows, const Observation& step, Findings& findings) {
  if (partner(rows, step, Fact::event_committed) != nullptr) return;
  findings.violated(detail::finding(
      fmt::format("{} became {} for {} at {}, and no event of it was committed with that",
                  detail::name_of(step), step.to, detail::money(step.amount),
                  detail::moment(step.at)),
      step.amount, {&step}));
}

void judge_event(Rows rows, const Observation& event, Findings& findings) {
  const auto* step = partner(rows, event, Fact::transition_committed);
  if (step != nullptr && tells(event, *step)) return;
  findings.violated(detail::finding(
      fmt::format("event {} says {} of {} for {}, but {}", event.event,
                  history::to_text(event.outcome), detail::name_of(event),
                  detail::money(event.amount),
                  step == nullptr ? std::string("no such step was committed with it")
                                  : fmt::format("the step committed with it says {} for {}",
                                                step->to, detail::money(step->amount))),
      event.amount, {&event, step}));
}

void judge_spread(Rows rows, Findings& findings) {
  const auto first = std::ranges::find_if(
      rows, [](const Observation* row) { return row->fact != Fact::posting_committed; });
  if (first == rows.end() || (*first)->fact == Fact::event_committed) return;
  const auto& early = **first;
  const bool ever = std::ranges::any_of(
      rows, [](const Observation* row) { return row->fact == Fact::event_committed; });
  findings.violated(detail::finding(
      fmt::format("event {} was {} at {} {}", early.event,
                  early.fact == Fact::event_published ? "published" : "taken in by a consumer",
                  detail::moment(early.at),
                  ever ? "before it was committed" : "though it was never committed"),
      early.amount, {&early}));
}

void check(const Index& index, Findings& findings) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    for (const auto* row : rows) {
      if (ends_operation(*row)) judge_step(rows, *row, findings);
      if (row->fact == Fact::event_committed) judge_event(rows, *row, findings);
    }
  }
  for (std::size_t event = 0; event < index.events().size(); ++event) {
    judge_spread(index.events()[event], findings);
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
