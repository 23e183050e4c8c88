// Each refund is shared out by the rates, as the capture was. For a refund in full that comes to
// the same parts; of several in part each is rounded by itself, and in the sum somebody gives back
// more than they got, while somebody else keeps a remainder.
#include "payments/ledger/posting_rules.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::Leg;

/// Knows of a payment only what it was at the moment, not what was given back before.
class ForgetfulRules final : public payments::CardPostingRules {
 public:
  [[nodiscard]] std::vector<Leg> legs(const payments::Payment& before,
                                      const payments::Payment& after) const override {
    std::vector<Leg> legs = CardPostingRules::legs(before, after);
    for (const payments::OperationView& view : after.operations) {
      const payments::OperationView* const was = before.find(view.facts.operation);
      const bool ends = view.facts.kind == payments::OperationKind::refund &&
                        view.state == payments::State::succeeded && was != nullptr &&
                        was->state != payments::State::succeeded;
      if (ends) share_anew(legs, view.facts.amount);
    }
    return legs;
  }

 private:
  static void share_anew(std::vector<Leg>& legs, payments::Money refunded) {
    std::erase_if(legs, [](const Leg& leg) {
      return leg.layer == payments::Layer::posted &&
             leg.account.kind != payments::AccountKind::clearing;
    });
    const payments::Shares parts = payments::shares_of(refunded.minor, payments::house_plan);
    const payments::Tenant tenant = legs.front().account.tenant;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      legs.push_back({payments::single_account(payments::components[i], tenant),
                      payments::Layer::posted,
                      {parts[i], refunded.currency}});
    }
  }
};

void share_refunds_anew(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.postings = std::make_unique<ForgetfulRules>();
}

}  // namespace

Defect refund_shared_anew() {
  return {.name = "refund_shared_anew",
          .summary = "Each refund in part is shared out by the rates, whatever went back before.",
          .lesson = "What goes back is taken from what is left of each part, not worked out anew.",
          .source = "our own, against R28",
          .property = "allocation_exact",
          .scenario = "rounding_storm",
          .system = payments_with("refund_shared_anew",
                                  "payments, with refunds shared out by the rates alone",
                                  share_refunds_anew)};
}

}  // namespace assay::systems
