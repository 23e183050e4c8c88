// I24, for one consumer at a time: whoever can take the next event of a payable is sent it within
// T_recon, whatever another consumer does. Shown where an event was committed, its consumer had
// taken all before it, and it was not sent for longer than that, though the relay was at work:
// events were published in the first half of that time and in the second. Counted without regard to
// healing, since the faults of one consumer excuse nothing towards another. A consumer that
// refuses, or whose acknowledgements are lost, is sent the same event again, and its own wait
// begins anew: also where it had taken that event from another node, which did not live to say so.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// What became of one event at one consumer.
struct Passage {
  const Seen<EventCommitted>* committed = nullptr;
  const Observation* sent_first = nullptr;
  const Observation* sent_last = nullptr;
  const Observation* taken = nullptr;
};

// The events of one payable in the order of their commit, by consumer.
using Passages = std::map<Name, std::vector<Passage>>;

void note(const Observation& row, Name consumer, Passage& passage) {
  const auto* sent = row.as<EventPublished>();
  if (sent != nullptr && sent->consumer == consumer) {
    if (passage.sent_first == nullptr) passage.sent_first = sent;
    passage.sent_last = sent;
  }
  const auto* taken = row.as<EventConsumed>();
  const bool here = taken != nullptr && taken->consumer == consumer;
  if (here && passage.taken == nullptr) passage.taken = taken;
}

Passages passages_of(const Index& index, const std::vector<Name>& consumers, Rows payable) {
  Passages all;
  for (const auto& event : only<EventCommitted>(payable)) {
    for (const Name consumer : consumers) {
      Passage& passage = all[consumer].emplace_back(Passage{.committed = &event});
      for (const Observation* step : index.events()[index.event_of(event)]) {
        note(*step, consumer, passage);
      }
    }
  }
  return all;
}

std::vector<Name> consumers_of(const Index& index) {
  std::vector<Name> names;
  for (const auto& sent : index.of<EventPublished>()) {
    if (sent.consumer.empty()) continue;
    if (std::ranges::find(names, sent.consumer) == names.end()) names.push_back(sent.consumer);
  }
  std::ranges::sort(names);
  return names;
}

// When events of one payable were published, to whomever, in order.
using Times = std::vector<std::int64_t>;

Times published_of(const Index& index, Rows payable) {
  Times times;
  for (const auto& event : only<EventCommitted>(payable)) {
    for (const auto& sent : only<EventPublished>(index.events()[index.event_of(event)])) {
      times.push_back(sent.at);
    }
  }
  std::ranges::sort(times);
  return times;
}

// Something was published after `from` and up to `to`.
bool published_between(const Times& times, std::int64_t from, std::int64_t to) {
  const auto next = std::ranges::upper_bound(times, from);
  return next != times.end() && *next <= to;
}

bool relay_works(const Times& times, std::int64_t from, std::int64_t to) {
  const auto middle = from + (to - from) / 2;
  return published_between(times, from, middle) && published_between(times, middle, to);
}

// Since when the consumer could have been sent the event; nullptr while it has not taken all
// before.
const Observation* ready_since(const std::vector<Passage>& passages, std::size_t place) {
  const Observation* since = passages[place].committed;
  for (const Passage& before : std::span(passages).first(place)) {
    if (before.taken == nullptr) return nullptr;
    for (const Observation* step : {before.taken, before.sent_last}) {
      if (step != nullptr && step->at > since->at) since = step;
    }
  }
  return since;
}

void judge_passage(const Index& index, const Times& times, Name consumer,
                   const std::vector<Passage>& passages, std::size_t place,
                   Violations& violations) {
  const Passage& passage = passages[place];
  const Observation* since = ready_since(passages, place);
  const auto bound = index.bounds().reconcile_max;
  if (since == nullptr || bound <= 0) return;
  const auto until = detail::add(since->at, bound);
  const auto sent_at = passage.sent_first != nullptr ? passage.sent_first->at : index.end();
  if (sent_at <= until || !relay_works(times, since->at, until)) return;
  const auto& event = *passage.committed;
  violations.add(detail::violation(
      fmt::format("{} could take event {} ({}, {}) since {} and was {}, though others were served",
                  consumer, event.event, detail::name_of(event), detail::money(event.amount),
                  detail::moment(since->at),
                  passage.sent_first == nullptr
                      ? std::string("never sent it")
                      : fmt::format("sent it only at {}", detail::moment(sent_at))),
      event.amount, {&event, since, passage.sent_first},
      detail::missed(index, until,
                     fmt::format("{} should have been sent event {}", consumer, event.event),
                     "the relay")));
}

void check(const Index& index, Violations& violations) {
  const auto consumers = consumers_of(index);
  if (consumers.size() < 2) return;
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    const auto passages = passages_of(index, consumers, index.payables()[payable]);
    const auto times = published_of(index, index.payables()[payable]);
    for (const auto& [consumer, all] : passages) {
      for (std::size_t place = 0; place < all.size(); ++place) {
        judge_passage(index, times, consumer, all, place, violations);
      }
    }
  }
}

}  // namespace

Property no_consumer_blocking() {
  return {.name = "no_consumer_blocking",
          .claim = "A consumer that takes nothing does not keep the others waiting for their news.",
          .rule = "I24",
          .severity = Severity::stuck,
          .needs = bit(Source::events),
          .check = check};
}

}  // namespace assay::properties
