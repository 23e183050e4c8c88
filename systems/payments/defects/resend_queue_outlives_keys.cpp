// What the processor did not answer goes into a queue and is sent again the next day with its own
// key, which is harmless: the processor knows the key, and says what came of it. But it promised to
// know it for a day, and the queue is worked off an hour later than that: a new charge.
#include <vector>

#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

using payments::GatewayError;
using payments::GatewayReply;

constexpr payments::Duration a_day_later{90'000'000'000'000};

class QueueingGateway final : public WrappedGateway {
 public:
  explicit QueueingGateway(const payments::Ports& ports)
      : WrappedGateway{ports}, clock_{ports.clock} {}

  std::expected<GatewayReply, GatewayError> send(const payments::GatewayRequest& request) override {
    auto answer = inner_.send(request);
    if (unanswered(answer)) queue_.push_back({request, clock_.now() + a_day_later});
    return answer;
  }
  /// Asked for regularly, and so the time to work the queue off.
  std::expected<payments::ListPage, GatewayError> list(
      const payments::ListRequest& request) override {
    work_off();
    return inner_.list(request);
  }

 private:
  struct Queued {
    payments::GatewayRequest request;
    payments::Instant due;
  };

  static bool unanswered(const std::expected<GatewayReply, GatewayError>& answer) {
    return !answer && answer.error() == GatewayError::timed_out;
  }

  void work_off() {
    std::vector<Queued> queued;
    queued.swap(queue_);
    for (Queued& one : queued) {
      if (one.due > clock_.now()) {
        queue_.push_back(std::move(one));
      } else {
        (void)inner_.send(one.request);
      }
    }
  }

  payments::Clock& clock_;
  std::vector<Queued> queue_;
};

}  // namespace

Defect resend_queue_outlives_keys() {
  return {
      .name = "resend_queue_outlives_keys",
      .summary = "A queue sends again with the same key after the processor has forgotten it.",
      .lesson =
          "A key protects for as long as the processor keeps it; after that, ask and do not send.",
      .source = "brandur/rocket-rides-atomic, as R9b says",
      .property = "at_most_one_effect",
      .scenario = "key_expiry_late_retry",
      .system = payments_with("resend_queue_outlives_keys",
                              "payments, with a queue that sends again for more than a day", {},
                              with_gateway<QueueingGateway>)};
}

}  // namespace assay::systems
