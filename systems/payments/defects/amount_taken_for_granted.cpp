// The processor answers that the payment went through, and does not say for how much: so it must
// be what was asked for. But this processor approves a part where a card does not bear the whole,
// and says so only when it is asked.
#include "payments/execution/outcome_reader.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

/// Reads every answer as if its processor moved all or nothing.
void take_for_whole(payments::Parts& parts, const payments::Ports& ports,
                    const payments::Config&) {
  payments::Capabilities believed = ports.gateway.capabilities();
  believed.all_or_nothing = true;
  parts.reader = std::make_unique<payments::CautiousOutcomeReader>(believed);
}

}  // namespace

Defect amount_taken_for_granted() {
  return {.name = "amount_taken_for_granted",
          .summary = "A success that states no amount is taken for the whole amount.",
          .lesson = "Evidence counts for what it says: where no amount is stated, ask for it.",
          .source = "our own, against R33; found in this code",
          .property = "no_false_success",
          .scenario = "partial_approval",
          .system = payments_with("amount_taken_for_granted",
                                  "payments, with answers that mean the whole amount",
                                  take_for_whole)};
}

}  // namespace assay::systems
