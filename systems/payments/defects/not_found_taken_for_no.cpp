// Asked about a payment, the processor says that it does not know it, and that is believed at once:
// what is not there was not taken. But the request may still be on its way or in the works, and
// "not found" says nothing of what is to come.
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

class LiteralGateway final : public WrappedGateway {
 public:
  using WrappedGateway::WrappedGateway;

  std::expected<payments::LookUpReply, payments::GatewayError> look_up(
      const payments::LookUpRequest& request) override {
    auto found = inner_.look_up(request);
    if (!found || found->answer) return found;
    payments::GatewayReply no;
    no.outcome = payments::Outcome::declined;
    no.decline_code = "not_found";
    return payments::LookUpReply{std::move(no)};
  }
};

}  // namespace

Defect not_found_taken_for_no() {
  return {.name = "not_found_taken_for_no",
          .summary = "A look-up that finds nothing is taken for a decline, however early it comes.",
          .lesson = "Not found proves nothing until the last request can no longer arrive.",
          .source = "our own, against I10; found in this code",
          .property = "no_false_failure",
          .scenario = "timeout_then_late_success",
          .system = payments_with("not_found_taken_for_no",
                                  "payments, with look-ups that believe what they do not find", {},
                                  with_gateway<LiteralGateway>)};
}

}  // namespace assay::systems
