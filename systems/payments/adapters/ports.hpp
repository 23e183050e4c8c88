// All ports of the payment code over one environment, one adapter each. They live as long as it
// does.
#pragma once

#include "harness/environment.hpp"
#include "payments/ports/ports.hpp"
#include "systems/payments/adapters/bus.hpp"
#include "systems/payments/adapters/clock.hpp"
#include "systems/payments/adapters/gateway.hpp"
#include "systems/payments/adapters/ids.hpp"
#include "systems/payments/adapters/store.hpp"
#include "systems/payments/adapters/telemetry.hpp"
#include "systems/payments/adapters/webhooks.hpp"

namespace assay::systems {

class PortAdapters {
 public:
  /// `processor` is the one that the gateway calls; each call is waited for as long as `timeout`.
  PortAdapters(harness::Environment& environment, harness::Processor& processor,
               harness::Duration timeout)
      : clock_{environment.clock()},
        ids_{environment.ids()},
        store_{environment.store()},
        gateway_{processor, timeout},
        bus_{environment.bus(), timeout},
        telemetry_{environment.telemetry()},
        webhooks_{processor, environment.processors()[0]},
        hears_{processor.promises().webhooks} {}
  PortAdapters(const PortAdapters&) = delete;
  PortAdapters& operator=(const PortAdapters&) = delete;

  [[nodiscard]] payments::Ports ports() {
    return {clock_, ids_, store_, gateway_, bus_, telemetry_, hears_ ? &webhooks_ : nullptr};
  }

 private:
  ClockAdapter clock_;
  IdsAdapter ids_;
  StoreAdapter store_;
  GatewayAdapter gateway_;
  BusAdapter bus_;
  TelemetryAdapter telemetry_;
  WebhooksAdapter webhooks_;
  bool hears_;
};

}  // namespace assay::systems
