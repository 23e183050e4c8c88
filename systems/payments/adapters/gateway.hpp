// The payment code's gateway over one processor of the environment. It translates, and decides
// nothing: no retries, no keys of its own.
#pragma once

#include "harness/processor.hpp"
#include "payments/ports/gateway.hpp"

namespace assay::systems {

/// What a processor says of one operation that it has carried out or declined.
[[nodiscard]] payments::GatewayReply reply_of(const harness::ProcessorReply& answer);

class GatewayAdapter final : public payments::Gateway {
 public:
  GatewayAdapter(harness::Processor& processor, harness::Duration timeout)
      : processor_{processor}, timeout_{timeout} {}

  [[nodiscard]] payments::Capabilities capabilities() const override;

  std::expected<payments::GatewayReply, payments::GatewayError> send(
      const payments::GatewayRequest& request) override;
  std::expected<payments::LookUpReply, payments::GatewayError> look_up(
      const payments::LookUpRequest& request) override;
  std::expected<payments::ListPage, payments::GatewayError> list(
      const payments::ListRequest& request) override;

 private:
  harness::Processor& processor_;
  harness::Duration timeout_;
};

}  // namespace assay::systems
