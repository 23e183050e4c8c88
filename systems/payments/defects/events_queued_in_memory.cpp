// The route for events was slow, so it checks the signature, puts the event into a queue in memory
// and answers 200 at once; a worker stores and applies what is queued, once a second. The processor
// has been thanked by then, and tells nothing twice: what is in the queue when the power goes is
// gone for good.
#include <algorithm>
#include <vector>

#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_inbox.hpp"

namespace assay::systems {

namespace {

class QueueInMemory final : public WrappedInbox {
 public:
  using WrappedInbox::WrappedInbox;

  payments::Delivered deliver(const payments::SignedMessage& message) override {
    if (!ports_.webhooks->genuine(message)) return payments::Delivered::forged;
    queue_.push_back(message);
    return payments::Delivered::stored;
  }

  payments::StepResult step() override {
    const auto queued = std::exchange(queue_, {});
    for (const payments::SignedMessage& message : queued) {
      const auto done = WrappedInbox::deliver(message);
      if (done == payments::Delivered::unavailable) queue_.push_back(message);
    }
    payments::StepResult result = WrappedInbox::step();
    if (!queue_.empty()) result.wake_at(ports_.clock.now());
    return result;
  }

 private:
  std::vector<payments::SignedMessage> queue_;
};

}  // namespace

Defect events_queued_in_memory() {
  return {.name = "events_queued_in_memory",
          .summary = "An event is answered 200 once it is in a queue in memory.",
          .lesson = "A 2xx says that the event is ours from now on: what gives it must be durable.",
          .source = "our own, against R30",
          .property = "inbox_durable",
          .scenario = "webhook_before_commit",
          .system = payments_with("events_queued_in_memory",
                                  "payments, with events queued in memory before they are stored",
                                  wrap_inbox<QueueInMemory>, same_ports)};
}

}  // namespace assay::systems
