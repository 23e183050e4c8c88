// I25: an event takes business effect at most once at each consumer, however often it is
// delivered. Delivering it twice is allowed, and that it takes effect at all is outbox_complete's
// matter. Two different events that stand for one movement are not recognised here.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using history::Fact;
using history::Observation;
using history::Source;

void judge_effect(Rows before, const Observation& again, Findings& findings) {
  const auto first = std::ranges::find_if(before, [&](const Observation* row) {
    return row->fact == Fact::event_applied && row->processor == again.processor;
  });
  if (first == before.end()) return;
  findings.violated(
      detail::finding(fmt::format("event {} ({}) took effect at {} twice: at {} and again at {}",
                                  again.event, detail::money(again.amount), again.processor,
                                  detail::moment((*first)->at), detail::moment(again.at)),
                      again.amount, {*first, &again}));
}

void check(const Index& index, Findings& findings) {
  for (std::size_t event = 0; event < index.events().size(); ++event) {
    const auto rows = index.events()[event];
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i]->fact != Fact::event_applied) continue;
      if (!rows[i]->event.empty()) {
        judge_effect(rows.first(i), *rows[i], findings);
      } else {
        findings.undecided("an event that took effect has no name");
      }
    }
  }
}

}  // namespace

Property consumer_once() {
  return {.name = "consumer_once",
          .claim = "A message that arrives twice is booked once.",
          .rule = "I25",
          .severity = Severity::money_lost,
          .needs = bit(Source::events),
          .check = check};
}

}  // namespace assay::properties
