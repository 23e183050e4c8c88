// The way of a node's events to the ledger service and the notification sink: one call per event,
// between two crash points. Sites: "ledger.post/{before,request,reply,after} @
// shop-1/pay-1/event-2".
#pragma once

#include "harness/bus.hpp"
#include "models/environment/shared_services.hpp"
#include "models/recorder.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class NodeBus final : public harness::Bus {
 public:
  NodeBus(sim::Node& node, Consumers consumers, Recorder& recorder)
      : node_{node}, consumers_{consumers}, recorder_{recorder} {}

  /// Contract: the consumer is one of harness::consumers.
  std::expected<void, harness::PublishFailure> publish(std::string_view consumer,
                                                       const harness::Event& event,
                                                       sim::Duration timeout) override;

 private:
  sim::Node& node_;
  Consumers consumers_;
  Recorder& recorder_;
};

}  // namespace assay::models
