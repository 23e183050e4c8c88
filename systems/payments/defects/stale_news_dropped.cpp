// Customers complained of receipts that came long after the fact, so the relay drops what is older
// than two minutes instead of telling it: for the notifications only, the books get everything. But
// an event gets that old by the relay's own long pause after its quick tries, too: a consumer that
// was away for a moment never hears of it, nor, as it keeps the order, of what came after it.
#include "payments/outbox/relay.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

constexpr payments::Duration fresh_for{120'000'000'000};

constexpr std::uint32_t bit_of(payments::Consumer consumer) {
  return 1U << static_cast<unsigned>(consumer);
}
constexpr std::uint32_t told = bit_of(payments::Consumer::notifications);
constexpr std::uint32_t everybody = told | bit_of(payments::Consumer::ledger);

class FreshNewsRelay final : public payments::Relay {
 public:
  FreshNewsRelay(const payments::Ports& ports, const payments::Config& config)
      : Relay{ports, config}, ports_{ports}, page_{config.page} {}

  payments::StepResult step() override {
    drop_stale();
    return Relay::step();
  }

 private:
  void drop_stale() {
    std::string after;
    while (true) {
      const auto rows = ports_.store.scan(payments::tables::outbox, after, page_);
      if (!rows || rows->empty()) return;
      for (const payments::Row& row : *rows) drop_if_stale(row);
      after = rows->back().key;
    }
  }

  void drop_if_stale(const payments::Row& row) {
    auto entry = payments::decode_outbox(row.value);
    if (!entry || (entry->delivered & told) != 0) return;
    if (ports_.clock.now() < entry->event.at + fresh_for) return;
    entry->delivered |= told;
    const payments::Facts& facts = entry->event.facts;
    payments::Transaction mark{
        "mark_published", payments::subject_of(facts.payable, facts.kind, facts.ordinal), {}};
    mark.writes.push_back(entry->delivered == everybody
                              ? payments::erase(payments::tables::outbox, row)
                              : payments::put(payments::tables::outbox, row, encode(*entry)));
    if (ports_.store.commit(mark)) ports_.telemetry.count("stale_news", entry->event.id.value);
  }

  payments::Ports ports_;
  std::size_t page_;
};

void keep_news_fresh(payments::Parts& parts, const payments::Ports& ports,
                     const payments::Config& config) {
  parts.delivery = std::make_unique<FreshNewsRelay>(ports, config);
}

}  // namespace

Defect stale_news_dropped() {
  return {
      .name = "stale_news_dropped",
      .summary = "News for customers that is older than two minutes is not told at all.",
      .lesson =
          "How old an event is says how long we have been trying, not whether anybody still has "
          "to hear of it.",
      .source = "own",
      .property = "",
      .scenario = "",
      .system =
          payments_with("stale_news_dropped",
                        "payments, with a relay that drops stale notifications", keep_news_fresh)};
}

}  // namespace assay::systems
