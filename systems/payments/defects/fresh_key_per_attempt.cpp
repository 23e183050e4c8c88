// The retry sits in the HTTP client, outside of the code that stamps the idempotency key, so that
// every try of one call is stamped anew and the processor cannot recognise the second one. A lost
// answer is then a second charge. Not a fault of the journal: it records one attempt, as intended.
#include <string>

#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

using payments::GatewayError;
using payments::GatewayReply;

/// A gateway with the usual middleware: try once more when the connection let us down.
class RetryingGateway final : public WrappedGateway {
 public:
  explicit RetryingGateway(const payments::Ports& ports) : WrappedGateway{ports}, ids_{ports.ids} {}

  std::expected<GatewayReply, GatewayError> send(const payments::GatewayRequest& request) override {
    auto answer = send_stamped(request);
    if (!answer && worth_a_retry(answer.error())) answer = send_stamped(request);
    return answer;
  }

 private:
  static bool worth_a_retry(GatewayError error) {
    return error == GatewayError::timed_out || error == GatewayError::broken;
  }
  /// One HTTP request, and so one Idempotency-Key header.
  std::expected<GatewayReply, GatewayError> send_stamped(payments::GatewayRequest request) {
    request.key = {ids_.mint("key")};
    return inner_.send(request);
  }

  payments::Ids& ids_;
};

}  // namespace

Defect fresh_key_per_attempt() {
  return {
      .name = "fresh_key_per_attempt",
      .summary = "The HTTP client retries a lost answer, and stamps each try with a new key.",
      .lesson =
          "The key belongs to the operation and is made once, outside of everything that retries.",
      .source = "tempoxyz/pympp #155",
      .property = "at_most_one_effect",
      .scenario = "timeout_then_late_success",
      .system = payments_with("fresh_key_per_attempt",
                              "payments, with a gateway that retries under fresh keys", {},
                              with_gateway<RetryingGateway>)};
}

}  // namespace assay::systems
