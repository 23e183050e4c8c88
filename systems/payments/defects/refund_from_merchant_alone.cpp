// A refund in full mirrors its capture. One in part is taken from the merchant's share alone: fees
// are not given back by the piece. Nobody adds up the pieces, and two halves take more from the
// merchant than the payment ever brought in.
#include "payments/ledger/posting_rules.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::Leg;

/// A part of a payment goes back, or is to: the refund that it is about is not of all of it.
bool is_partial(const payments::Payment& before, const payments::Payment& after) {
  for (const payments::OperationView& view : after.operations) {
    const payments::OperationView* const was = before.find(view.facts.operation);
    if (view.facts.kind != payments::OperationKind::refund) continue;
    if (was != nullptr && was->state == view.state) continue;
    return view.facts.amount.minor < payments::totals(after, view.facts.parent).captured;
  }
  return false;
}

class MerchantPaysRules final : public payments::CardPostingRules {
 public:
  [[nodiscard]] std::vector<Leg> legs(const payments::Payment& before,
                                      const payments::Payment& after) const override {
    std::vector<Leg> legs = CardPostingRules::legs(before, after);
    if (!is_partial(before, after)) return legs;
    for (Leg& leg : legs) {
      const payments::AccountKind kind = leg.account.kind;
      const bool ours = kind == payments::AccountKind::fees || kind == payments::AccountKind::tax;
      if (ours) leg.account.kind = payments::AccountKind::payable;
    }
    return legs;
  }
};

void let_the_merchant_pay(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.postings = std::make_unique<MerchantPaysRules>();
}

}  // namespace

Defect refund_from_merchant_alone() {
  return {.name = "refund_from_merchant_alone",
          .summary = "Refunds in part are taken from the merchant's share alone.",
          .lesson = "Whoever got a part gives it back; what is left of each part bounds the next.",
          .source = "our own, against R26",
          .property = "within_available",
          .scenario = "refund_race",
          .system = payments_with("refund_from_merchant_alone",
                                  "payments, with partial refunds at the merchant's cost",
                                  let_the_merchant_pay)};
}

}  // namespace assay::systems
