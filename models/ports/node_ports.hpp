// All ports of the payment code for one life of one node, wired to the simulated world. Make one in
// the node's factory; it dies with the node's program.
#pragma once

#include "models/ports/clock.hpp"
#include "models/ports/event_bus.hpp"
#include "models/ports/gateway.hpp"
#include "models/ports/ids.hpp"
#include "models/ports/store.hpp"
#include "models/ports/telemetry.hpp"
#include "models/shared_services.hpp"
#include "payments/ports/ports.hpp"

namespace assay::models {

class NodePorts {
 public:
  NodePorts(sim::Node& node, const SharedServices& shared)
      : clock_{node},
        ids_{node, shared.ids},
        store_{node, shared.database},
        gateway_{ProcessorClient{node, shared.processor, shared.recorder, shared.rpc_timeout},
                 shared.profile},
        bus_{node, shared.consumers, shared.recorder, shared.rpc_timeout},
        telemetry_{node, shared.telemetry} {}
  NodePorts(const NodePorts&) = delete;
  NodePorts& operator=(const NodePorts&) = delete;

  [[nodiscard]] payments::Ports ports() {
    return {clock_, ids_, store_, gateway_, bus_, telemetry_};
  }

 private:
  ClockPort clock_;
  IdsPort ids_;
  StorePort store_;
  GatewayPort gateway_;
  EventBusPort bus_;
  TelemetryPort telemetry_;
};

}  // namespace assay::models
