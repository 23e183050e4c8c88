// I13: what was believed for good stays believed. The edges that leave such a belief have names:
// a late success (declined or failed, then succeeded), and a refund that the bank sends back
// (succeeded, then failed or declined). What was given up may be asked for again by its client:
// then it has no end any more until the next. Repeating a belief changes nothing. Words that no
// table knows, such as "settled" or "disputed", are legal_transitions' matter.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "properties/detail/states.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

bool named_edge(State from, State to, OperationKind kind) {
  const bool late_success = from != State::succeeded && to == State::succeeded;
  const bool returned = kind == OperationKind::refund && from == State::succeeded &&
                        (to == State::failed || to == State::declined);
  return from == to || late_success || returned;
}

using Step = Seen<TransitionCommitted>;

bool resumed(const Step& end, const Step& step) {
  return end.to == State::failed && step.to == State::attempting;
}

void report(const Step& end, const Step& step, Violations& violations) {
  violations.add(detail::violation(
      fmt::format("{} for {} had been {} since {}, and became {} at {}", detail::name_of(step),
                  detail::money(step.amount), to_text(end.to), detail::moment(end.at),
                  to_text(step.to), detail::moment(step.at)),
      step.amount, {&end, &step}));
}

// The last terminal belief about each operation of one intent.
void judge_intent(const Index& index, Id intent, Violations& violations) {
  std::vector<const Step*> ends;
  for (const auto& step : only<TransitionCommitted>(index.intents()[intent])) {
    if (step.to == State::unlisted || step.to == State::none) continue;
    const auto end = std::ranges::find_if(ends, [&](const Step* known) {
      return index.operation_of(*known) == index.operation_of(step);
    });
    if (end == ends.end()) {
      if (detail::terminal(step.to)) ends.push_back(&step);
      continue;
    }
    if (resumed(**end, step)) {
      ends.erase(end);
      continue;
    }
    if (!named_edge((*end)->to, step.to, index.kind_of(intent))) report(**end, step, violations);
    if (detail::terminal(step.to)) *end = &step;
  }
}

void check(const Index& index, Violations& violations) {
  if (index.of<TransitionCommitted>().empty()) return;
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    judge_intent(index, static_cast<Id>(intent), violations);
  }
}

}  // namespace

Property terminal_absorbing() {
  return {.name = "terminal_absorbing",
          .claim = "A payment that is settled is not unsettled again by old news.",
          .rule = "I13",
          .severity = Severity::wrong_belief,
          .needs = bit(Source::belief),
          .check = check};
}

}  // namespace assay::properties
