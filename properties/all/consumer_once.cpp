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

void judge_effect(Rows before, const Seen<EventApplied>& again, Violations& violations) {
  const auto* once = first<EventApplied>(before, [&](const Seen<EventApplied>& applied) {
    return applied.consumer == again.consumer;
  });
  if (once == nullptr) return;
  violations.add(
      detail::violation(fmt::format("event {} ({}) took effect at {} twice: at {} and again at {}",
                                    again.event, detail::money(again.amount), again.consumer,
                                    detail::moment(once->at), detail::moment(again.at)),
                        again.amount, {once, &again}));
}

void check(const Index& index, Violations& violations) {
  for (std::size_t event = 0; event < index.events().size(); ++event) {
    const auto rows = index.events()[event];
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto* applied = rows[i]->as<EventApplied>();
      if (applied == nullptr) continue;
      if (!applied->event.empty()) {
        judge_effect(rows.first(i), *applied, violations);
      } else {
        violations.undecided("an event that took effect has no name");
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
