// The relay remembers the time of the last event that it delivered and looks for later ones. But an
// event's time is taken before its transaction commits, and by the clock of whichever node made it:
// one that becomes visible late, or comes from a clock that is behind, is never looked at.
#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <vector>

#include "payments/journal/stored.hpp"
#include "payments/outbox/relay.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

constexpr std::string_view cursor_row = "relay";

std::optional<std::int64_t> decode_time(std::string_view text) {
  std::int64_t time = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), time);
  return read.ec == std::errc{} ? std::optional{time} : std::nullopt;
}

class RelayByTime final : public payments::Delivery {
 public:
  RelayByTime(const payments::Ports& ports, const payments::Config& config)
      : ports_{ports}, config_{config} {}

  payments::StepResult step() override {
    payments::StepResult result;
    const auto cursor =
        payments::fetch(ports_.store, payments::tables::cursors, payments::cursor_key(cursor_row),
                        decode_time);
    if (!cursor) return waiting(result);
    std::int64_t last = *cursor ? (*cursor)->value : std::numeric_limits<std::int64_t>::min();
    std::uint64_t version = *cursor ? (*cursor)->version : 0;
    for (const payments::Event& event : events_after(last)) {
      if (!deliver(event)) return waiting(result);
      last = event.at.count;
      if (!move_cursor(last, version++)) return waiting(result);
      result.changed = true;
    }
    return result;
  }

 private:
  payments::StepResult waiting(payments::StepResult result) const {
    result.wake_at(ports_.clock.now() + config_.relay_delay);
    return result;
  }

  std::vector<payments::Event> events_after(std::int64_t last) const {
    std::vector<payments::Event> events;
    std::string after;
    for (bool more = true; more;) {
      const auto rows = ports_.store.scan(payments::tables::outbox, after, config_.page);
      if (!rows) break;
      for (const payments::Row& row : *rows) {
        auto entry = payments::decode_outbox(row.value);
        if (entry && entry->event.at.count > last) events.push_back(std::move(entry->event));
      }
      more = rows->size() == config_.page;
      if (more) after = rows->back().key;
    }
    std::ranges::stable_sort(events, {}, [](const auto& event) { return event.at.count; });
    return events;
  }

  bool deliver(const payments::Event& event) const {
    return std::ranges::all_of(payments::consumers, [&](payments::Consumer consumer) {
      return ports_.bus.publish(consumer, event).has_value();
    });
  }

  bool move_cursor(std::int64_t last, std::uint64_t version) const {
    return ports_.store
        .commit({"mark_published",
                 std::string{cursor_row},
                 {payments::put(payments::tables::cursors, payments::cursor_key(cursor_row),
                                std::to_string(last), version)}})
        .has_value();
  }

  payments::Ports ports_;
  const payments::Config& config_;
};

void read_by_time(payments::Parts& parts, const payments::Ports& ports,
                  const payments::Config& config) {
  parts.delivery = std::make_unique<RelayByTime>(ports, config);
}

}  // namespace

Defect outbox_read_by_time() {
  return {
      .name = "outbox_read_by_time",
      .summary = "The relay asks for events later than the last, by a time taken before commit.",
      .lesson =
          "Neither times nor numbers taken before a commit say in which order commits become "
          "visible.",
      .source = "kamu-data/kamu-cli #1398",
      .property = "outbox_complete",
      .scenario = "clock_skew",
      .system =
          payments_with("outbox_read_by_time",
                        "payments, with a relay that reads the outbox by time", read_by_time)};
}

}  // namespace assay::systems
