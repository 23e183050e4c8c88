// The word that more is to come does not reach the processor: the adapter was written when there
// was one capture of each hold. The processor lets the rest go at the first parcel, the second is
// declined, and our books go on setting the rest aside.
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

class AlwaysFinal final : public WrappedGateway {
 public:
  using WrappedGateway::WrappedGateway;

  std::expected<payments::GatewayReply, payments::GatewayError> send(
      const payments::GatewayRequest& request) override {
    payments::GatewayRequest final = request;
    final.terms.more_to_come = false;
    return WrappedGateway::send(final);
  }
};

}  // namespace

Defect final_flag_lost() {
  return {.name = "final_flag_lost",
          .summary = "Each capture is sent as the last one of its hold, whatever was asked for.",
          .lesson = "What a default decides at the processor is sent in so many words.",
          .source = "our own, against R21",
          .property = "holds_released",
          .scenario = "partial_captures",
          .system = payments_with("final_flag_lost", "payments, with every capture sent as final",
                                  {}, with_gateway<AlwaysFinal>)};
}

}  // namespace assay::systems
