// A capture or a void leans on the payment's latest authorisation, and all that is asked of it is
// that it is there: nobody looks at what else was done on it. So the hold is released while a
// capture of it may still go through, and captured when it is gone.
#include <algorithm>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::OperationKind;
using payments::OperationView;

class TrustingRulebook final : public payments::CardRulebook {
 public:
  using CardRulebook::CardRulebook;

  [[nodiscard]] payments::Advice advise(const payments::Payment& payment,
                                        const payments::Command& command,
                                        payments::Instant now) const override {
    const bool leans = command.kind == OperationKind::capture ||
                       command.kind == OperationKind::void_authorisation;
    const auto last = std::find_if(
        payment.operations.rbegin(), payment.operations.rend(),
        [](const OperationView& view) { return view.facts.kind == OperationKind::authorise; });
    if (!leans || last == payment.operations.rend()) {
      return CardRulebook::advise(payment, command, now);
    }
    return {payments::Permission::granted, "", last->facts.operation, last->reference,
            command.amount};
  }
};

void accept_any_parent(payments::Parts& parts, const payments::Ports&,
                       const payments::Config& config) {
  parts.rulebook = std::make_unique<TrustingRulebook>(config);
}

}  // namespace

Defect any_parent_accepted() {
  return {.name = "any_parent_accepted",
          .summary = "A capture or void leans on an authorisation, whatever has become of that.",
          .lesson = "What may follow on what is a table of all pairs, and doubt is one of them.",
          .source = "our own, against I17; found in this code",
          .property = "capture_void_exclusive",
          .scenario = "capture_unknown",
          .system = payments_with("any_parent_accepted",
                                  "payments, with captures and voids on any authorisation",
                                  accept_any_parent)};
}

}  // namespace assay::systems
