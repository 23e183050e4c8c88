// The outbox is read in the order of its keys: payable, then place. Places are given out by the
// same commit that makes them visible, so no event can appear before an earlier one (R35).
#include "payments/outbox/relay.hpp"

#include "payments/journal/stored.hpp"

#include <algorithm>
#include <utility>

namespace payments {
namespace {

constexpr std::uint32_t all_delivered = (1U << consumers.size()) - 1;

constexpr std::size_t index(Consumer consumer) { return static_cast<std::size_t>(consumer); }
constexpr std::uint32_t bit(Consumer consumer) { return 1U << index(consumer); }

}  // namespace

StepResult Relay::step() {
  Pass pass;
  std::string after;
  bool whole = true;
  for (bool more = true; more;) {
    const auto rows = ports_.store.scan(tables::outbox, after, config_.page);
    whole = rows.has_value();
    if (!whole) break;
    for (const Row& row : *rows) carry(row, pass);
    more = rows->size() == config_.page && somebody_answers(pass);
    if (more) after = rows->back().key;
  }
  for (std::size_t i = 0; i < lanes_.size(); ++i) {  // who was not broken off begins anew
    const bool broken_off = pass.places[i].silences >= config_.relay_silences_max;
    if (whole && !broken_off) lanes_[i].resume.clear();
  }
  if (pass.waiting || !whole) pass.result.wake_at(ports_.clock.now() + config_.relay_delay);
  return pass.result;
}

/// Whether reading on can help: not while every consumer has been silent too often.
bool Relay::somebody_answers(const Pass& pass) const {
  return std::ranges::any_of(pass.places, [&](const Pass::ConsumerProgress& place) {
    return place.silences < config_.relay_silences_max;
  });
}

/// Offers one event to whoever has not taken it, and marks who has.
void Relay::carry(const Row& row, Pass& pass) {
  auto entry = decode_outbox(row.value);
  if (!entry) return set_aside(row, pass);
  if (!unreadable_.empty() && follows_unreadable(row, entry->event)) return;
  const std::uint32_t before = entry->delivered;
  for (const Consumer consumer : consumers) {
    if ((entry->delivered & bit(consumer)) != 0) continue;
    if (offer(consumer, row, entry->event, pass)) entry->delivered |= bit(consumer);
  }
  if (entry->delivered == before) return;
  const bool marked = mark(row, *entry);
  pass.result.changed = pass.result.changed || marked;
  pass.waiting = pass.waiting || !marked;
}

/// A row that nobody can read is a person's work: it is named once, and costs its own payable's
/// later events only.
void Relay::set_aside(const Row& row, Pass& pass) {
  pass.result.wake_at(ports_.clock.now() + config_.relay_pause);
  if (!unreadable_.insert(row.key).second) return;
  ports_.telemetry.alarm(unreadable_alarm, "outbox/" + row.key);
}

/// Whether an earlier event of the payable cannot be read. Once it can be, it is forgotten.
bool Relay::follows_unreadable(const Row& row, const Event& event) {
  unreadable_.erase(row.key);
  const std::string payable = payment_key(event.facts.payable).text();
  const auto first = unreadable_.lower_bound(payable);
  return first != unreadable_.end() && first->starts_with(payable) && *first < row.key;
}

/// True if the consumer has taken the event.
bool Relay::offer(Consumer consumer, const Row& row, const Event& event, Pass& pass) {
  if (passed_over(consumer, row, event, pass)) return false;
  Pass::ConsumerProgress& place = pass.places[index(consumer)];
  if (pausing(consumer, row, pass)) {
    place.blocked = event.facts.payable;
    return false;
  }
  Lane& lane = lanes_[index(consumer)];
  const auto taken = ports_.bus.publish(consumer, event);
  if (taken) {
    lane.troubles.erase(row.key);
    return true;
  }
  place.blocked = event.facts.payable;
  pass.waiting = true;
  const bool silent = taken.error() == PublishError::unknown;
  if (silent && ++place.silences == config_.relay_silences_max) lane.resume = row.key;
  note_failure(consumer, row, event);
  return false;
}

/// Whether the consumer is not to be asked now: not before an earlier event of the payable, not
/// where it was asked in the step before, and not where it does not answer anyway.
bool Relay::passed_over(Consumer consumer, const Row& row, const Event& event, Pass& pass) const {
  Pass::ConsumerProgress& place = pass.places[index(consumer)];
  if (place.silences >= config_.relay_silences_max) return true;
  if (place.blocked == event.facts.payable) return true;
  if (row.key > lanes_[index(consumer)].resume) return false;
  place.blocked = event.facts.payable;
  pass.waiting = true;
  return true;
}

bool Relay::pausing(Consumer consumer, const Row& row, Pass& pass) const {
  const auto& troubles = lanes_[index(consumer)].troubles;
  const auto known = troubles.find(row.key);
  if (known == troubles.end() || known->second.due <= ports_.clock.now()) return false;
  pass.result.wake_at(known->second.due);
  return true;
}

void Relay::note_failure(Consumer consumer, const Row& row, const Event& event) {
  Trouble& known = lanes_[index(consumer)].troubles[row.key];
  if (++known.tries < config_.relay_tries_max) return;
  if (known.tries == config_.relay_tries_max) {
    const std::string what = event.id.value + " to " + std::string(to_text(consumer));
    ports_.telemetry.alarm(undelivered_alarm, what);
  }
  known.due = ports_.clock.now() + config_.relay_pause;
}

bool Relay::mark(const Row& row, const OutboxRow& entry) {
  const bool done = entry.delivered == all_delivered;
  Write write = done ? erase(tables::outbox, row) : put(tables::outbox, row, encode(entry));
  return ports_.store.commit({"mark_published", entry.event.id.value, {std::move(write)}})
      .has_value();
}

}  // namespace payments
