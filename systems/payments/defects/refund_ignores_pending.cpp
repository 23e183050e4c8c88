// Before a refund the refunds that were made are summed up, and one that is still under way is not
// among them. Two at once each find room for themselves, and together they are more than was taken.
#include <algorithm>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

/// Counts what is done, and not what is about to be.
class HastyRulebook final : public payments::CardRulebook {
 public:
  using CardRulebook::CardRulebook;

  [[nodiscard]] payments::Advice advise(const payments::Payment& payment,
                                        const payments::Command& command,
                                        payments::Instant now) const override {
    payments::Payment done = payment;
    std::erase_if(done.operations, [](const payments::OperationView& view) {
      return view.facts.kind == payments::OperationKind::refund && payments::unresolved(view.state);
    });
    return CardRulebook::advise(done, command, now);
  }
};

void ignore_pending(payments::Parts& parts, const payments::Ports&,
                    const payments::Config& config) {
  parts.rulebook = std::make_unique<HastyRulebook>(config);
}

}  // namespace

Defect refund_ignores_pending() {
  return {.name = "refund_ignores_pending",
          .summary = "A refund is checked against those that are done, not those under way.",
          .lesson =
              "Money that is about to move is spent already: reserve it in the commit that begins.",
          .source = "juspay/hyperswitch #13182",
          .property = "amount_ladder",
          .scenario = "refund_race",
          .system = payments_with("refund_ignores_pending",
                                  "payments, with refunds under way left out of the sum",
                                  ignore_pending)};
}

}  // namespace assay::systems
