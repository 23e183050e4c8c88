// I24: at rest every consumer has acknowledged and applied every committed event at least once;
// and at any time, per payable, its first deliveries follow the order of commit. A consumer is
// whoever was ever addressed. Being applied twice is another rule (I25), not this one.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

template <typename Fact>
void note_consumers(const Index& index, std::vector<Name>& names) {
  for (const auto& seen : index.of<Fact>()) {
    if (seen.consumer.empty()) continue;
    if (std::ranges::find(names, seen.consumer) == names.end()) names.push_back(seen.consumer);
  }
}

std::vector<Name> consumers_of(const Index& index) {
  std::vector<Name> names;
  note_consumers<EventPublished>(index, names);
  note_consumers<EventConsumed>(index, names);
  note_consumers<EventApplied>(index, names);
  std::ranges::sort(names);
  return names;
}

template <typename Fact>
const Seen<Fact>* first_at(Rows rows, Name consumer) {
  return first<Fact>(rows, [&](const Seen<Fact>& seen) { return seen.consumer == consumer; });
}

// One committed event and all that became of it.
struct Delivery {
  const Seen<EventCommitted>* event = nullptr;
  Rows rows;
};

void report_missing(const Index& index, const Seen<EventCommitted>& event,
                    std::string_view consumer, std::string_view what, Violations& violations) {
  violations.add(detail::violation(
      fmt::format("event {} ({}, {}) was committed at {} and never {} {}", event.event,
                  detail::name_of(event), detail::money(event.amount), detail::moment(event.at),
                  what, consumer),
      event.amount, {&event},
      detail::missed(index, index.due(event.at, 0),
                     fmt::format("event {} should have been {} {}", event.event, what, consumer),
                     "the relay")));
}

void judge_completeness(const Index& index, const Delivery& delivery, Name consumer,
                        Violations& violations) {
  if (first_at<EventConsumed>(delivery.rows, consumer) == nullptr) {
    report_missing(index, *delivery.event, consumer, "acknowledged by", violations);
  } else if (first_at<EventApplied>(delivery.rows, consumer) == nullptr) {
    report_missing(index, *delivery.event, consumer, "applied by", violations);
  }
}

// `later` was committed after `earlier`, both of one payable.
void judge_order(const Delivery& earlier, const Delivery& later, Name consumer,
                 Violations& violations) {
  const auto* left = first_at<EventConsumed>(earlier.rows, consumer);
  const auto* right = first_at<EventConsumed>(later.rows, consumer);
  if (right == nullptr || (left != nullptr && left->sequence < right->sequence)) return;
  violations.add(detail::violation(
      fmt::format("{} received event {} of {} before event {}, which was committed first", consumer,
                  later.event->event, later.event->payable, earlier.event->event),
      later.event->amount, {earlier.event, later.event, left, right}));
}

// Committed events of one payable, in order of commit.
std::vector<Delivery> deliveries_of(const Index& index, Rows payable) {
  std::vector<Delivery> deliveries;
  for (const auto& event : only<EventCommitted>(payable)) {
    deliveries.push_back({&event, index.events()[index.event_of(event)]});
  }
  return deliveries;
}

void judge_payable(const Index& index, Rows payable, const std::vector<Name>& consumers,
                   Violations& violations) {
  const auto deliveries = deliveries_of(index, payable);
  for (const Name consumer : consumers) {
    for (std::size_t i = 0; i < deliveries.size(); ++i) {
      if (index.at_rest()) judge_completeness(index, deliveries[i], consumer, violations);
      if (i > 0) judge_order(deliveries[i - 1], deliveries[i], consumer, violations);
    }
  }
}

void check(const Index& index, Violations& violations) {
  const auto committed = index.of<EventCommitted>();
  if (committed.empty()) return;
  const auto consumers = consumers_of(index);
  if (!index.at_rest()) violations.undecided("the world did not come to rest");
  if (consumers.empty() && index.at_rest()) {
    report_missing(index, committed.front(), "anybody", "sent to", violations);
  }
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    judge_payable(index, index.payables()[payable], consumers, violations);
  }
}

}  // namespace

Property outbox_complete() {
  return {.name = "outbox_complete",
          .claim = "Every recorded result reaches everyone who must hear of it, and in order.",
          .rule = "I24",
          .severity = Severity::money_lost,
          .needs = bit(Source::events) | bit(Source::world),
          .check = check};
}

}  // namespace assay::properties
