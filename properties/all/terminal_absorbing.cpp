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

using detail::State;
using history::Fact;
using history::Observation;
using history::Source;

bool named_edge(State from, State to, history::OperationKind kind) {
  const bool late_success = from != State::succeeded && to == State::succeeded;
  const bool returned = kind == history::OperationKind::refund && from == State::succeeded &&
                        (to == State::failed || to == State::declined);
  return from == to || late_success || returned;
}

bool resumed(const Observation& end, const Observation& step) {
  return detail::state_from(end.to) == State::failed &&
         detail::state_from(step.to) == State::attempting;
}

void report(const Observation& end, const Observation& step, Findings& findings) {
  findings.violated(detail::finding(
      fmt::format("{} for {} had been {} since {}, and became {} at {}", detail::name_of(step),
                  detail::money(step.amount), end.to, detail::moment(end.at), step.to,
                  detail::moment(step.at)),
      step.amount, {&end, &step}));
}

// The last terminal belief about each operation of one intent.
void judge_intent(const Index& index, Id intent, Findings& findings) {
  std::vector<const Observation*> ends;
  for (const auto* row : index.intents()[intent]) {
    if (row->fact != Fact::transition_committed) continue;
    const auto to = detail::state_from(row->to);
    if (!to || row->to.empty()) continue;
    const auto end = std::ranges::find_if(ends, [&](const Observation* known) {
      return index.operation_of(*known) == index.operation_of(*row);
    });
    if (end == ends.end()) {
      if (detail::terminal(*to)) ends.push_back(row);
      continue;
    }
    if (resumed(**end, *row)) {
      ends.erase(end);
      continue;
    }
    if (!named_edge(*detail::state_from((*end)->to), *to, index.kind_of(intent))) {
      report(**end, *row, findings);
    }
    if (detail::terminal(*to)) *end = row;
  }
}

void check(const Index& index, Findings& findings) {
  if (index.of(Fact::transition_committed).empty()) return;
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    judge_intent(index, static_cast<Id>(intent), findings);
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
