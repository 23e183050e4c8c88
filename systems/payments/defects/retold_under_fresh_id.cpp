// The notifier drops a message whose id it has received before, even where its own work on the
// first one failed. So the message client gives a notice that was not acknowledged in time a fresh
// id, lest it be dropped. Where only the acknowledgement was lost, the notices are two: a customer
// who paid once is told twice, and takes it for two charges.
#include <map>
#include <string>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::PublishError;

class RestampingBus final : public payments::EventBus {
 public:
  explicit RestampingBus(const payments::Ports& ports) : inner_{ports.bus} {}

  std::expected<void, PublishError> publish(payments::Consumer consumer,
                                            const payments::Event& event) override {
    if (consumer != payments::Consumer::notifications) return inner_.publish(consumer, event);
    const auto lost = silences_.find(event.id.value);
    payments::Event stamped = event;
    if (lost != silences_.end()) stamped.id.value += "-again-" + std::to_string(lost->second);
    auto done = inner_.publish(consumer, stamped);
    if (!done && done.error() == PublishError::unknown) ++silences_[event.id.value];
    return done;
  }

 private:
  payments::EventBus& inner_;
  std::map<std::string, int> silences_;  // how often nobody acknowledged an event, by its id
};

payments::Ports with_restamping(const payments::Ports& ports, harness::Environment&,
                                std::shared_ptr<void>& owner) {
  auto bus = std::make_shared<RestampingBus>(ports);
  payments::Ports adapted{ports.clock, ports.ids,       ports.store,   ports.gateway,
                          *bus,        ports.telemetry, ports.webhooks};
  owner = std::move(bus);
  return adapted;
}

}  // namespace

Defect retold_under_fresh_id() {
  return {.name = "retold_under_fresh_id",
          .summary = "A notice that was not acknowledged in time is sent again under another id.",
          .lesson =
              "What is sent again is the same message: whoever gives it a new id takes away what "
              "it would be recognised by.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("retold_under_fresh_id",
                                  "payments, with a message client that stamps notices anew", {},
                                  with_restamping)};
}

}  // namespace assay::systems
