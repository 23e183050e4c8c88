// The payment code's gateway over the simulated network to the card processor. What it sends,
// learns and looks up is recorded by the client beneath it.
#pragma once

#include "models/processor/processor_client.hpp"
#include "models/processor/profile.hpp"
#include "payments/ports/gateway.hpp"

namespace assay::models {

class GatewayPort final : public payments::Gateway {
 public:
  /// `profile` is the processor's, as its documentation would tell it.
  GatewayPort(ProcessorClient client, const Profile& profile)
      : client_{client}, profile_{&profile} {}

  [[nodiscard]] payments::Capabilities capabilities() const override;

  std::expected<payments::GatewayReply, payments::GatewayError> send(
      const payments::GatewayRequest& request) override;
  std::expected<payments::LookUpReply, payments::GatewayError> look_up(
      const payments::LookUpRequest& request) override;
  std::expected<payments::ListPage, payments::GatewayError> list(
      const payments::ListRequest& request) override;

 private:
  ProcessorClient client_;
  const Profile* profile_;
};

}  // namespace assay::models
