// Every processor is taken for one that lets go of what the last capture leaves. Of one that does
// not, the customer's money stays held for days after everything was paid, and our books say
// nothing of it.
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

class ReleasesByItself final : public WrappedGateway {
 public:
  using WrappedGateway::WrappedGateway;

  [[nodiscard]] payments::Capabilities capabilities() const override {
    payments::Capabilities believed = WrappedGateway::capabilities();
    believed.keeps_remainder = false;
    return believed;
  }
};

}  // namespace

Defect remainder_left_held() {
  return {.name = "remainder_left_held",
          .summary = "What the last capture leaves of a hold is never released.",
          .lesson =
              "A last capture ends the hold at some processors only: ask which, and void the rest.",
          .source = "our own, against R21",
          .property = "holds_released",
          .scenario = "kept_remainder",
          .system = payments_with("remainder_left_held",
                                  "payments, with the rest of a hold left to its processor", {},
                                  with_gateway<ReleasesByItself>)};
}

}  // namespace assay::systems
