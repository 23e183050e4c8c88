// A circuit breaker around the processor: after two calls in a row without an answer it turns
// further ones away for a while, unsent. The call that trips it is reported like those that it
// turns away, "not sent", but that one was on its way, and may have taken the money.
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

using payments::GatewayError;
using payments::GatewayReply;

constexpr int failures_max = 2;
constexpr payments::Duration open_for{20'000'000'000};

class BreakerGateway final : public WrappedGateway {
 public:
  explicit BreakerGateway(const payments::Ports& ports)
      : WrappedGateway{ports}, clock_{ports.clock} {}

  std::expected<GatewayReply, GatewayError> send(const payments::GatewayRequest& request) override {
    if (clock_.now() < open_until_) return std::unexpected{GatewayError::refused_unsent};
    auto answer = inner_.send(request);
    failures_ = answer ? 0 : failures_ + 1;
    if (failures_ < failures_max) return answer;
    failures_ = 0;
    open_until_ = clock_.now() + open_for;
    return std::unexpected{GatewayError::refused_unsent};
  }

 private:
  payments::Clock& clock_;
  payments::Instant open_until_;
  int failures_ = 0;
};

}  // namespace

Defect breaker_hides_the_call() {
  return {.name = "breaker_hides_the_call",
          .summary = "The call that trips the circuit breaker is reported as never sent.",
          .lesson =
              "Whatever wraps the gateway must keep apart what was never sent and what was not "
              "answered.",
          .source = "our own, against R12",
          .property = "no_false_failure",
          .scenario = "lost_response",
          .system = payments_with("breaker_hides_the_call",
                                  "payments, with a circuit breaker before the processor", {},
                                  with_gateway<BreakerGateway>)};
}

}  // namespace assay::systems
