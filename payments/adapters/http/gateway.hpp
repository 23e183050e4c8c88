// The gateway port over HTTP, in the plain dialect. One try a call; what a failure proves is said
// by how far the request came, and by the processor's own words alone: an answer of something in
// between, such as a proxy's 404 or 503, proves nothing.
#pragma once

#include "payments/adapters/http/client.hpp"
#include "payments/ports/gateway.hpp"

#include <expected>
#include <optional>

namespace payments::http {

/// One processor behind one address.
/// Threads: any, at the same time.
class HttpGateway : public Gateway {
 public:
  /// `able`: what `ask_capabilities` has found. `rpc_timeout`: until an answer is given up.
  HttpGateway(Address processor, const Capabilities& able, Duration rpc_timeout)
      : client_(std::move(processor)), able_(able), patience_(rpc_timeout.count) {}

  [[nodiscard]] Capabilities capabilities() const override { return able_; }
  std::expected<GatewayReply, GatewayError> send(const GatewayRequest& request) override;
  std::expected<LookUpReply, GatewayError> look_up(const LookUpRequest& request) override;
  std::expected<ListPage, GatewayError> list(const ListRequest& request) override;

 private:
  [[nodiscard]] std::expected<Answer, GatewayError> ask(std::string target);

  Client client_;
  Capabilities able_;
  std::chrono::nanoseconds patience_;
};

/// What the processor at this address promises; none where it does not say.
[[nodiscard]] std::optional<Capabilities> ask_capabilities(const Address& processor,
                                                           Duration patience);

}  // namespace payments::http
