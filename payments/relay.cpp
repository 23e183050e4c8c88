// The outbox is read in the order of its keys: payable, then place. Places are given out by the
// same commit that makes them visible, so no event can appear before an earlier one (R35).
#include "payments/relay.hpp"

#include "payments/stored.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace payments {
namespace {

constexpr std::uint32_t all_delivered = (1U << consumers.size()) - 1;

std::string_view payable_of(std::string_view outbox_row_key) {
  return outbox_row_key.substr(0, outbox_row_key.rfind('/'));
}

}  // namespace

StepResult Relay::step() {
  StepResult result;
  std::string after;
  std::optional<std::string> blocked;
  bool waiting = false;
  for (bool more = true; more;) {
    const auto rows = ports_.store.scan(tables::outbox, after, config_.page);
    waiting = waiting || !rows;
    if (!rows) break;
    for (const Row& row : *rows) {
      if (payable_of(row.key) == blocked || deliver(row, result)) continue;
      blocked = std::string(payable_of(row.key));
      waiting = true;
    }
    more = rows->size() == config_.page;
    if (more) after = rows->back().key;
  }
  if (waiting) result.wake_at(ports_.clock.now() + config_.relay_delay);
  return result;
}

/// Publishes one event to whoever has not acknowledged it. True if it has left the outbox.
bool Relay::deliver(const Row& row, StepResult& result) {
  if (pausing(row, result)) return false;
  auto entry = decode_outbox(row.value);
  if (!entry) {
    ports_.telemetry.alarm("unreadable_outbox_row", row.key);
    return false;
  }
  const std::uint32_t before = entry->delivered;
  for (std::size_t i = 0; i < consumers.size(); ++i) {
    const std::uint32_t bit = 1U << i;
    if ((entry->delivered & bit) != 0) continue;
    if (ports_.bus.publish(consumers[i], entry->event)) entry->delivered |= bit;
  }
  if (entry->delivered != all_delivered) note_failure(row, entry->event);
  if (entry->delivered == before) return false;
  if (!mark(row, *entry)) return false;
  result.changed = true;
  if (entry->delivered != all_delivered) return false;
  std::erase_if(troubles_, [&](const Trouble& known) { return known.row == row.key; });
  return true;
}

bool Relay::pausing(const Row& row, StepResult& result) const {
  const auto known = std::ranges::find(troubles_, row.key, &Trouble::row);
  if (known == troubles_.end() || known->due <= ports_.clock.now()) return false;
  result.wake_at(known->due);
  return true;
}

void Relay::note_failure(const Row& row, const Event& event) {
  auto known = std::ranges::find(troubles_, row.key, &Trouble::row);
  if (known == troubles_.end()) known = troubles_.insert(known, {row.key, 0, {}});
  if (++known->tries < config_.relay_tries_max) return;
  if (known->tries == config_.relay_tries_max) {
    ports_.telemetry.alarm(undelivered_alarm, event.id.value);
  }
  known->due = ports_.clock.now() + config_.relay_pause;
}

bool Relay::mark(const Row& row, const OutboxRow& entry) {
  const bool done = entry.delivered == all_delivered;
  Write write = done ? erase(tables::outbox, row.key, row.version)
                     : put(tables::outbox, row.key, encode(entry), row.version);
  return ports_.store.commit({"mark_published", entry.event.id.value, {std::move(write)}})
      .has_value();
}

}  // namespace payments
