// The gateway is configured for a processor with idempotency keys, and this one has none. So what
// was not answered is sent again under its key, which is harmless at every other processor: here
// the first request may still be on its way, and both are carried out.
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

class TrustingGateway final : public WrappedGateway {
 public:
  using WrappedGateway::WrappedGateway;

  [[nodiscard]] payments::Capabilities capabilities() const override {
    payments::Capabilities believed = inner_.capabilities();
    believed.keys = true;
    return believed;
  }
};

}  // namespace

Defect absent_keys_trusted() {
  return {.name = "absent_keys_trusted",
          .summary = "A processor without idempotency keys is taken for one that has them.",
          .lesson =
              "What a processor does not promise is not there: without keys, ask, and never send "
              "again.",
          .source = "alphagov/pay-connector #443",
          .property = "at_most_one_effect",
          .scenario = "keyless_processor",
          .system = payments_with("absent_keys_trusted",
                                  "payments, with keys expected of every processor", {},
                                  with_gateway<TrustingGateway>)};
}

}  // namespace assay::systems
