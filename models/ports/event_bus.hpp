// The payment code's way to the ledger service and the notification sink: one call per event,
// between two crash points. Sites: "ledger.post/{before,request,reply,after} @
// shop-1/pay-1/event-2".
#pragma once

#include "models/recorder.hpp"
#include "models/shared_services.hpp"
#include "payments/ports/event_bus.hpp"
#include "sim/time.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class EventBusPort final : public payments::EventBus {
 public:
  EventBusPort(sim::Node& node, Consumers consumers, Recorder& recorder, sim::Duration timeout)
      : node_{node}, consumers_{consumers}, recorder_{recorder}, timeout_{timeout} {}

  std::expected<void, payments::PublishError> publish(payments::Consumer consumer,
                                                      const payments::Event& event) override;

 private:
  sim::Node& node_;
  Consumers consumers_;
  Recorder& recorder_;
  sim::Duration timeout_;
};

}  // namespace assay::models
