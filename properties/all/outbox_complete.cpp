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

using history::Fact;
using history::Observation;
using history::Source;

std::vector<std::string_view> consumers_of(const Index& index) {
  std::vector<std::string_view> names;
  for (const auto fact : {Fact::event_published, Fact::event_consumed, Fact::event_applied}) {
    for (const auto* row : index.of(fact)) {
      if (row->processor.empty()) continue;
      if (std::ranges::find(names, row->processor) == names.end()) names.push_back(row->processor);
    }
  }
  std::ranges::sort(names);
  return names;
}

const Observation* first(Rows rows, Fact fact, std::string_view consumer) {
  const auto found = std::ranges::find_if(rows, [&](const Observation* row) {
    return row->fact == fact && row->processor == consumer;
  });
  return found == rows.end() ? nullptr : *found;
}

// One committed event and all that became of it.
struct Delivery {
  const Observation* event = nullptr;
  Rows rows;
};

void report_missing(const Observation& event, std::string_view consumer, std::string_view what,
                    Findings& findings) {
  findings.violated(detail::finding(
      fmt::format("event {} ({}, {}) was committed at {} and never {} {}", event.event,
                  detail::name_of(event), detail::money(event.amount), detail::moment(event.at),
                  what, consumer),
      event.amount, {&event}));
}

void judge_completeness(const Delivery& delivery, std::string_view consumer, Findings& findings) {
  if (first(delivery.rows, Fact::event_consumed, consumer) == nullptr) {
    report_missing(*delivery.event, consumer, "acknowledged by", findings);
  } else if (first(delivery.rows, Fact::event_applied, consumer) == nullptr) {
    report_missing(*delivery.event, consumer, "applied by", findings);
  }
}

// `later` was committed after `earlier`, both of one payable.
void judge_order(const Delivery& earlier, const Delivery& later, std::string_view consumer,
                 Findings& findings) {
  const auto* left = first(earlier.rows, Fact::event_consumed, consumer);
  const auto* right = first(later.rows, Fact::event_consumed, consumer);
  if (right == nullptr || (left != nullptr && left->sequence < right->sequence)) return;
  findings.violated(detail::finding(
      fmt::format("{} received event {} of {} before event {}, which was committed first",
                  consumer, later.event->event, later.event->payable, earlier.event->event),
      later.event->amount, {earlier.event, later.event, left, right}));
}

// Committed events of one payable, in order of commit.
std::vector<Delivery> deliveries_of(const Index& index, Rows payable) {
  std::vector<Delivery> deliveries;
  for (const auto* row : payable) {
    if (row->fact != Fact::event_committed) continue;
    deliveries.push_back({row, index.events()[index.event_of(*row)]});
  }
  return deliveries;
}

void judge_payable(const Index& index, Rows payable,
                   const std::vector<std::string_view>& consumers, Findings& findings) {
  const auto deliveries = deliveries_of(index, payable);
  for (const auto consumer : consumers) {
    for (std::size_t i = 0; i < deliveries.size(); ++i) {
      if (index.at_rest()) judge_completeness(deliveries[i], consumer, findings);
      if (i > 0) judge_order(deliveries[i - 1], deliveries[i], consumer, findings);
    }
  }
}

void check(const Index& index, Findings& findings) {
  const auto committed = index.of(Fact::event_committed);
  if (committed.empty()) return;
  const auto consumers = consumers_of(index);
  if (!index.at_rest()) findings.undecided("the world did not come to rest");
  if (consumers.empty() && index.at_rest()) {
    report_missing(*committed.front(), "anybody", "sent to", findings);
  }
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    judge_payable(index, index.payables()[payable], consumers, findings);
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
