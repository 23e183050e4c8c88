// Not every contract with the processor has the look-up in it, so the adapter finds out by itself:
// after three questions in a row that came to nothing it takes the look-up as not offered. Then
// nobody asks any more, so nothing ever shows that it works again. What is in doubt is put aside
// as "no look-up", though one question would settle it, and a person is called for no reason.
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

using payments::GatewayError;

constexpr int failures_max = 3;

class DetectingGateway final : public WrappedGateway {
 public:
  using WrappedGateway::WrappedGateway;

  [[nodiscard]] payments::Capabilities capabilities() const override {
    payments::Capabilities able = WrappedGateway::capabilities();
    able.look_up = able.look_up && failures_ < failures_max;
    return able;
  }
  std::expected<payments::LookUpReply, GatewayError> look_up(
      const payments::LookUpRequest& request) override {
    auto answer = WrappedGateway::look_up(request);
    failures_ = answer ? 0 : failures_ + 1;
    return answer;
  }

 private:
  int failures_ = 0;  // of questions, in a row
};

}  // namespace

Defect look_up_written_off() {
  return {.name = "look_up_written_off",
          .summary = "After some questions without an answer the look-up counts as not offered.",
          .lesson =
              "What a processor promises is in its contract; an outage is no change of that, and "
              "ends only for those who go on asking.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("look_up_written_off",
                                  "payments, with an adapter that detects what is offered", {},
                                  with_gateway<DetectingGateway>)};
}

}  // namespace assay::systems
