// A gateway that an operator may pause: nothing is sent then, and everything is still asked. What
// is turned away here definitely did not happen, and is told so. Serves: an operator's verb
// (Verb::pause).
#pragma once

#include "payments/operators/action.hpp"
#include "payments/ports/gateway.hpp"
#include "payments/ports/store.hpp"

#include <string>
#include <utility>

namespace payments {

class PausingGateway : public Gateway {
 public:
  /// Both outlive it. `processor` is the name that actions go by.
  PausingGateway(Gateway& gateway, Store& store, std::string processor)
      : gateway_(gateway), store_(store), key_(pause_key(processor)) {}

  [[nodiscard]] Capabilities capabilities() const override { return gateway_.capabilities(); }

  /// Where it cannot be known whether it is paused, nothing is sent either.
  std::expected<GatewayReply, GatewayError> send(const GatewayRequest& request) override {
    const auto paused = store_.read(operator_tables::paused, key_.text());
    if (!paused || *paused) return std::unexpected(GatewayError::refused_unsent);
    return gateway_.send(request);
  }
  std::expected<LookUpReply, GatewayError> look_up(const LookUpRequest& request) override {
    return gateway_.look_up(request);
  }
  std::expected<ListPage, GatewayError> list(const ListRequest& request) override {
    return gateway_.list(request);
  }

 private:
  Gateway& gateway_;
  Store& store_;
  RowKey key_;
};

}  // namespace payments
