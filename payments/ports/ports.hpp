// Everything the payment code reaches outside of itself, in one value. Holds no ownership: the
// host keeps the ports alive for as long as the service.
#pragma once

#include "payments/ports/clock.hpp"
#include "payments/ports/event_bus.hpp"
#include "payments/ports/gateway.hpp"
#include "payments/ports/ids.hpp"
#include "payments/ports/store.hpp"
#include "payments/ports/telemetry.hpp"
#include "payments/ports/webhooks.hpp"

namespace payments {

/// One of each. The ports must outlive the service that is made over them.
struct Ports {
  Clock& clock;
  Ids& ids;
  Store& store;
  Gateway& gateway;
  EventBus& bus;
  Telemetry& telemetry;
  const Webhooks* webhooks = nullptr;  ///< none: the processor tells nothing unasked
};

}  // namespace payments
