// The books know one capture of each hold: with the first parcel the whole hold is taken back, and
// what may still be taken is set aside nowhere.
#include "payments/ledger/posting_rules.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

/// Every capture that took effect as if it had been the last one.
payments::Payment with_last_captures(payments::Payment payment) {
  for (payments::OperationView& view : payment.operations) view.facts.terms.more_to_come = false;
  return payment;
}

class OneCaptureRules final : public payments::CardPostingRules {
 public:
  [[nodiscard]] std::vector<payments::Leg> legs(const payments::Payment& before,
                                                const payments::Payment& after) const override {
    return CardPostingRules::legs(with_last_captures(before), with_last_captures(after));
  }
};

void end_holds_early(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.postings = std::make_unique<OneCaptureRules>();
}

}  // namespace

Defect part_captures_end_the_hold() {
  return {.name = "part_captures_end_the_hold",
          .summary = "The books let go of a whole hold with its first capture, be it of a part.",
          .lesson = "What is set aside is what may still be taken: held, less what was captured.",
          .source = "our own, against R21 and I21",
          .property = "holds_released",
          .scenario = "partial_captures",
          .system = payments_with("part_captures_end_the_hold",
                                  "payments, with books that know one capture of each hold",
                                  end_holds_early)};
}

}  // namespace assay::systems
