// The outbox is read in the order of its keys: payable, then place.
#include "parts/relay.hpp"

#include <algorithm>
#include <array>

namespace designs {

namespace {

using namespace assay::harness;
using namespace assay::harness::literals;

constexpr std::size_t page = 200;
constexpr int tries_until_alarm = 5;
constexpr int silences_max = 3;
constexpr std::array<std::string_view, 2> names{consumers::ledger, consumers::notifications};
constexpr std::uint32_t everybody = 3;

}  // namespace

StepResult Relay::step() {
  waits_ = false;
  blocked_.clear();
  silences_ = {};
  std::string after;
  while (true) {
    const auto rows = environment_.store().scan(tables::outbox, after, page);
    if (!rows) {
      waits_ = true;
      break;
    }
    for (const Row& row : *rows) {
      if (auto stored = event_in(row.value)) offer(row, std::move(*stored));
    }
    if (rows->size() < page) break;
    after = rows->back().key;
  }
  if (!waits_) return {};
  return {.idle = false, .next_due = environment_.clock().now() + times_.relay_period};
}

/// Hands an event to whoever has not taken it, and writes down who has.
void Relay::offer(const Row& row, StoredEvent stored) {
  const std::uint32_t before = stored.taken;
  for (std::size_t consumer = 0; consumer < names.size(); ++consumer) {
    const std::uint32_t bit = 1U << consumer;
    if ((stored.taken & bit) != 0) continue;
    const std::pair lane{consumer, stored.event.payable};
    if (!blocked_[lane] && deliver(consumer, stored)) {
      stored.taken |= bit;
    } else {
      blocked_[lane] = true;
      waits_ = true;
    }
  }
  if (stored.taken == before) return;
  const std::string text = encode(stored);
  Write write{tables::outbox, row.key, text, row.version};
  if (stored.taken == everybody) write.value.reset();
  if (!environment_.store().commit({"mark_published", stored.event.event, {write}})) waits_ = true;
}

bool Relay::deliver(std::size_t consumer, const StoredEvent& stored) {
  const std::pair about{consumer, stored.event.event};
  Trouble& trouble = troubles_[about];
  const TimePoint now = environment_.clock().now();
  if (silences_[consumer] >= silences_max || now < trouble.due) return false;
  const auto taken =
      environment_.bus().publish(names[consumer], stored.event, times_.rpc_timeout);
  if (taken) {
    troubles_.erase(about);
    return true;
  }
  if (taken.error() == PublishFailure::unknown) ++silences_[consumer];
  if (++trouble.tries == tries_until_alarm) {
    environment_.telemetry().alarm(undelivered_alarm, stored.event.event + " to " +
                                                          std::string{names[consumer]});
  }
  const int doubled = std::min(trouble.tries, tries_until_alarm) - 1;
  trouble.due = environment_.clock().now() + times_.relay_period * (std::int64_t{1} << doubled);
  return false;
}

}  // namespace designs
