// Why an operation was declined, which the payment code does not keep, and what its client is
// advised to do. A code is kept before the decline is believed, and never changes.
#pragma once

#include "payments/ports/gateway.hpp"
#include "payments/ports/store.hpp"

#include <string>
#include <string_view>

namespace payments::server {

/// The gateway, with a note of each code that a decline came with.
/// Threads: any.
class NotingGateway : public Gateway {
 public:
  NotingGateway(Gateway& gateway, Store& store) : gateway_(gateway), store_(store) {}

  [[nodiscard]] Capabilities capabilities() const override { return gateway_.capabilities(); }
  std::expected<GatewayReply, GatewayError> send(const GatewayRequest& request) override;
  std::expected<LookUpReply, GatewayError> look_up(const LookUpRequest& request) override;
  std::expected<ListPage, GatewayError> list(const ListRequest& request) override {
    return gateway_.list(request);
  }

 private:
  void note(const OperationId& operation, const GatewayReply& reply);

  Gateway& gateway_;
  Store& store_;
};

/// The code that was noted; empty: none came, or it is not known now.
[[nodiscard]] std::string decline_code(Store& store, const OperationId& operation);

/// One of "try_again_later", "confirm_details", "do_not_try_again". Source: R44 of the payment
/// rules; of a code that we do not know, "confirm_details".
[[nodiscard]] std::string_view advice_on(std::string_view code);

}  // namespace payments::server
