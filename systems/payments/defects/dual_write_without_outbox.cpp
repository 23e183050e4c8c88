// Events are kept in an event log that commits with the transition, and published right after the
// commit. There is no relay: what is lost between the commit and the consumers, by a crash or on
// the way, is never sent again. Two writes, to store and bus, and nothing joins them.
#include "payments/journal/stored.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_beliefs.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

constexpr std::string_view event_log = "event_log";

class PublishingBookkeeping final : public payments::Bookkeeping {
 public:
  explicit PublishingBookkeeping(const payments::Ports& ports) : ports_{ports} {}

  std::expected<void, payments::CommitError> commit(payments::Transaction draft,
                                                    const payments::Posting& posting) override {
    const auto added = add_balance(ports_.store, draft, posting);
    if (!added) return std::unexpected{added.error()};
    if (posting.event) log(draft, *posting.event);
    const auto committed = ports_.store.commit(draft);
    if (committed && posting.event) publish(*posting.event);
    return committed;
  }

 private:
  static void log(payments::Transaction& draft, const payments::Event& event) {
    draft.writes.push_back(payments::put(event_log,
                                         payments::outbox_key(event.facts.payable, event.place),
                                         payments::encode(payments::OutboxRow{event, 0}), 0));
  }
  void publish(const payments::Event& event) {
    for (const payments::Consumer consumer : payments::consumers) {
      if (ports_.bus.publish(consumer, event)) continue;
      ports_.telemetry.count("publish_failed", event.id.value);
    }
  }

  payments::Ports ports_;
};

/// A row of the event log says the same as a row of the outbox.
void observe_event_log(const harness::CommittedRow& row, harness::Statements& statements) {
  harness::CommittedRow read = row;
  if (read.table == event_log) read.table = payments::tables::outbox;
  observe_payments(read, statements);
}

void publish_directly(payments::Parts& parts, const payments::Ports& ports,
                      const payments::Config&) {
  parts.bookkeeping = std::make_unique<PublishingBookkeeping>(ports);
}

}  // namespace

Defect dual_write_without_outbox() {
  harness::System system =
      payments_with("dual_write_without_outbox",
                    "payments, with events published straight after the commit", publish_directly);
  system.observe = &observe_event_log;
  return {
      .name = "dual_write_without_outbox",
      .summary = "Events are published right after the commit, with no outbox to try again.",
      .lesson =
          "Two systems cannot be written at once: write one, and carry the rest over from there.",
      .source = "getAlby/hub #2506",
      .property = "outbox_complete",
      .scenario = "partial_write",
      .system = std::move(system)};
}

}  // namespace assay::systems
