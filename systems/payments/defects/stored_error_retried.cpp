// An error of the processor is tried again under the same key until something else comes back,
// which is safe: the key sees to it. But the processor has stored the error under that key, and
// replays it for as long as it is asked. No number of tries will ever help.
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

using payments::GatewayError;
using payments::GatewayReply;

constexpr int tries_max = 16;
constexpr payments::Duration pause{100'000'000};

class PersistentGateway final : public WrappedGateway {
 public:
  explicit PersistentGateway(const payments::Ports& ports)
      : WrappedGateway{ports}, clock_{ports.clock} {}

  std::expected<GatewayReply, GatewayError> send(const payments::GatewayRequest& request) override {
    auto answer = inner_.send(request);
    for (int tries = 1; tries < tries_max && failed(answer); ++tries) {
      clock_.sleep_until(clock_.now() + pause);
      answer = inner_.send(request);
    }
    return answer;
  }

 private:
  static bool failed(const std::expected<GatewayReply, GatewayError>& answer) {
    return !answer && answer.error() == GatewayError::server_error;
  }

  payments::Clock& clock_;
};

}  // namespace

Defect stored_error_retried() {
  return {.name = "stored_error_retried",
          .summary = "An error that the processor replays under its key is retried with that key.",
          .lesson =
              "An error that was stored under a key is its answer; find out what happened, then "
              "take a new key.",
          .source = "alphagov/pay-connector #3989",
          .property = "retry_budget",
          .scenario = "capture_unknown",
          .system = payments_with("stored_error_retried",
                                  "payments, with a gateway that retries processor errors", {},
                                  with_gateway<PersistentGateway>)};
}

}  // namespace assay::systems
