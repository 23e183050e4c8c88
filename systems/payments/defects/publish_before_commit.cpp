// Events go out as soon as their transaction has been handed to the store, unless it was out of
// date and has to be drawn up anew; the outbox is kept for what gets lost on the way. A store that
// refuses, or does not say, was not thought of: consumers hear of a payment that was rolled back.
// (With the call in front of the commit, any test that looks at the order would see it.)
#include "payments/outbox/bookkeeping.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class PromptBookkeeping final : public payments::OutboxBookkeeping {
 public:
  explicit PromptBookkeeping(const payments::Ports& ports)
      : OutboxBookkeeping{ports}, bus_{ports.bus} {}

  std::expected<void, payments::CommitError> commit(payments::Transaction draft,
                                                    const payments::Posting& posting) override {
    const auto committed = OutboxBookkeeping::commit(std::move(draft), posting);
    if (posting.event && !out_of_date(committed)) push(*posting.event);
    return committed;
  }

 private:
  static bool out_of_date(const std::expected<void, payments::CommitError>& committed) {
    return !committed && (committed.error() == payments::CommitError::stale ||
                          committed.error() == payments::CommitError::duplicate);
  }
  void push(const payments::Event& event) {
    for (const payments::Consumer consumer : payments::consumers) {
      (void)bus_.publish(consumer, event);  // the relay delivers what does not get through
    }
  }

  payments::EventBus& bus_;
};

void publish_promptly(payments::Parts& parts, const payments::Ports& ports,
                      const payments::Config&) {
  parts.bookkeeping = std::make_unique<PromptBookkeeping>(ports);
}

}  // namespace

Defect publish_before_commit() {
  return {.name = "publish_before_commit",
          .summary = "Events go out although their transaction may have been rolled back.",
          .lesson = "Nothing leaves before the commit that it reports is certain.",
          .source = "getAlby/hub #2506",
          .property = "outbox_atomic",
          .scenario = "partial_write",
          .system = payments_with("publish_before_commit",
                                  "payments, with events sent before the commit is certain",
                                  publish_promptly)};
}

}  // namespace assay::systems
