// The way to the processor with something wrapped around it: what the gallery's gateways share.
// Changes nothing by itself; a defect overrides the one call in which it is wrong.
#pragma once

#include <memory>
#include <utility>

#include "systems/payments/payments_system.hpp"

namespace assay::systems {

class WrappedGateway : public payments::Gateway {
 public:
  explicit WrappedGateway(const payments::Ports& ports) : inner_{ports.gateway} {}

  [[nodiscard]] payments::Capabilities capabilities() const override {
    return inner_.capabilities();
  }
  std::expected<payments::GatewayReply, payments::GatewayError> send(
      const payments::GatewayRequest& request) override {
    return inner_.send(request);
  }
  std::expected<payments::LookUpReply, payments::GatewayError> look_up(
      const payments::LookUpRequest& request) override {
    return inner_.look_up(request);
  }
  std::expected<payments::ListPage, payments::GatewayError> list(
      const payments::ListRequest& request) override {
    return inner_.list(request);
  }

 protected:
  payments::Gateway& inner_;
};

/// The ports with that wrapper in the gateway's place; `owner` keeps it alive.
template <class Wrapper>
payments::Ports with_gateway(const payments::Ports& ports, harness::Environment&,
                             std::shared_ptr<void>& owner) {
  auto gateway = std::make_shared<Wrapper>(ports);
  payments::Ports adapted{ports.clock, ports.ids,       ports.store,   *gateway,
                          ports.bus,   ports.telemetry, ports.webhooks};
  owner = std::move(gateway);
  return adapted;
}

}  // namespace assay::systems
