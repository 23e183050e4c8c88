// The relay goes on with a payable's events only once every consumer has taken the one before. A
// notification that nobody takes keeps the ledger from its postings.
// Source: the payment code of this project until version 4; Debezium's outbox router keeps a place
// for each consumer group instead.
#include <algorithm>
#include <map>
#include <string>

#include "payments/journal/stored.hpp"
#include "payments/outbox/relay.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class RelayInStep final : public payments::Delivery {
 public:
  RelayInStep(const payments::Ports& ports, const payments::Config& config)
      : ports_{ports}, config_{config} {}

  payments::StepResult step() override {
    payments::StepResult result;
    std::optional<payments::PayableId> blocked;
    std::string after;
    for (bool more = true; more;) {
      const auto rows = ports_.store.scan(payments::tables::outbox, after, config_.page);
      if (!rows) break;
      for (const payments::Row& row : *rows) {
        auto entry = payments::decode_outbox(row.value);
        if (!entry || entry->event.facts.payable == blocked) continue;
        const payments::PayableId payable = entry->event.facts.payable;
        if (!deliver(row, std::move(*entry), result)) blocked = payable;
      }
      more = rows->size() == config_.page;
      if (more) after = rows->back().key;
    }
    return result;
  }

 private:
  struct Trouble {
    std::uint32_t tries = 0;
    payments::Instant due;
  };

  /// True once every consumer has the event.
  bool deliver(const payments::Row& row, payments::OutboxRow entry, payments::StepResult& result) {
    const payments::Instant now = ports_.clock.now();
    Trouble& trouble = troubles_[row.key];
    result.wake_at(std::max(trouble.due, now + config_.relay_delay));
    if (trouble.due > now) return false;
    const std::uint32_t before = entry.delivered;
    std::uint32_t all = 0;
    for (std::size_t i = 0; i < payments::consumers.size(); ++i) {
      const std::uint32_t bit = 1U << i;
      all |= bit;
      if ((entry.delivered & bit) != 0) continue;
      if (ports_.bus.publish(payments::consumers[i], entry.event)) entry.delivered |= bit;
    }
    const bool done = entry.delivered == all;
    if (!done && ++trouble.tries >= config_.relay_tries_max) {
      trouble.due = now + config_.relay_pause;
    }
    if (entry.delivered == before) return false;
    payments::Write write =
        done ? payments::erase(payments::tables::outbox, row)
             : payments::put(payments::tables::outbox, row, payments::encode(entry));
    const payments::Transaction mark{"mark_published", entry.event.id.value, {std::move(write)}};
    const bool marked = ports_.store.commit(mark).has_value();
    result.changed = result.changed || marked;
    return marked && done;
  }

  payments::Ports ports_;
  const payments::Config& config_;
  std::map<std::string, Trouble> troubles_;  // by row
};

void relay_in_step(payments::Parts& parts, const payments::Ports& ports,
                   const payments::Config& config) {
  parts.delivery = std::make_unique<RelayInStep>(ports, config);
}

}  // namespace

Defect one_consumer_blocks_all() {
  return {.name = "one_consumer_blocks_all",
          .summary = "An event that one consumer refuses is in the way of all the others.",
          .lesson = "Each consumer has a place of its own in each payable's events.",
          .source = "our own, against I24; found in this code",
          .property = "no_consumer_blocking",
          .scenario = "retry_loop",
          .system = payments_with("one_consumer_blocks_all",
                                  "payments, with a relay that keeps its consumers in step",
                                  relay_in_step)};
}

}  // namespace assay::systems
