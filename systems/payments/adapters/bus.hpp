// The payment code's event bus over the environment's: its consumers by name, its events in the
// words of the world.
#pragma once

#include "harness/bus.hpp"
#include "payments/ports/event_bus.hpp"

namespace assay::systems {

class BusAdapter final : public payments::EventBus {
 public:
  BusAdapter(harness::Bus& bus, harness::Duration timeout) : bus_{bus}, timeout_{timeout} {}

  std::expected<void, payments::PublishError> publish(payments::Consumer consumer,
                                                      const payments::Event& event) override;

 private:
  harness::Bus& bus_;
  harness::Duration timeout_;
};

}  // namespace assay::systems
