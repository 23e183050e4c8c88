// The message client tries twice and then lets the event go, so that one that cannot be delivered
// does not hold up those behind it. It counts the loss and reports success; the outbox forgets the
// event. One lost message does no harm, the second one does.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

constexpr int tries_max = 2;

class ImpatientBus final : public payments::EventBus {
 public:
  explicit ImpatientBus(const payments::Ports& ports)
      : inner_{ports.bus}, telemetry_{ports.telemetry} {}

  std::expected<void, payments::PublishError> publish(payments::Consumer consumer,
                                                      const payments::Event& event) override {
    for (int i = 0; i < tries_max; ++i) {
      if (inner_.publish(consumer, event)) return {};
    }
    telemetry_.count("event_dropped", event.id.value);
    return {};
  }

 private:
  payments::EventBus& inner_;
  payments::Telemetry& telemetry_;
};

payments::Ports with_impatience(const payments::Ports& ports, harness::Environment&,
                                std::shared_ptr<void>& owner) {
  auto bus = std::make_shared<ImpatientBus>(ports);
  payments::Ports adapted{ports.clock, ports.ids,       ports.store,   ports.gateway,
                          *bus,        ports.telemetry, ports.webhooks};
  owner = std::move(bus);
  return adapted;
}

}  // namespace

Defect bus_gives_up_quietly() {
  return {.name = "bus_gives_up_quietly",
          .summary = "An event that could not be delivered twice counts as delivered.",
          .lesson =
              "Success of a delivery means that it was acknowledged, and nothing else may be "
              "reported as such.",
          .source = "our own, against R36",
          .property = "outbox_complete",
          .scenario = "partial_write",
          .system = payments_with("bus_gives_up_quietly",
                                  "payments, with a message client that drops after two tries", {},
                                  with_impatience)};
}

}  // namespace assay::systems
