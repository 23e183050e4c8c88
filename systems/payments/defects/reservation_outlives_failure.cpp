// A reservation is made when an operation begins, and ends when it is posted or released. That an
// operation was declined, or given up as never attempted, is told to the client and nobody else:
// the handler that releases knows captures and voids. What was set aside stays so for good.
#include "payments/ledger/posting_rules.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class HeldForGoodRules final : public payments::CardPostingRules {
 public:
  [[nodiscard]] std::vector<payments::Leg> legs(const payments::Payment& before,
                                                const payments::Payment& after) const override {
    for (const payments::OperationView& view : after.operations) {
      const payments::OperationView* const was = before.find(view.facts.operation);
      const bool ended =
          view.state == payments::State::declined || view.state == payments::State::failed;
      if (ended && was != nullptr && was->state != view.state) return {};
    }
    return CardPostingRules::legs(before, after);
  }
};

void hold_for_good(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.postings = std::make_unique<HeldForGoodRules>();
}

}  // namespace

Defect reservation_outlives_failure() {
  return {
      .name = "reservation_outlives_failure",
      .summary = "What was set aside for an operation that fails is never released.",
      .lesson = "Every way out of an operation releases what its way in has reserved.",
      .source = "mojaloop/project #868",
      .property = "holds_released",
      .scenario = "rounding_storm",
      .system = payments_with("reservation_outlives_failure",
                              "payments, with reservations that only success ends", hold_for_good)};
}

}  // namespace assay::systems
