// Shares are worked out in whole hundredths, since a currency has two decimals. A dinar has three:
// of each part what is less than a hundredth falls away, and what is booked as taken is the sum of
// the parts. The entry balances.
#include "payments/ledger/posting_rules.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::Layer;
using payments::Leg;

class TwoDecimalRules final : public payments::CardPostingRules {
 public:
  [[nodiscard]] std::vector<Leg> legs(const payments::Payment& before,
                                      const payments::Payment& after) const override {
    std::vector<Leg> legs = CardPostingRules::legs(before, after);
    std::int64_t lost = 0;
    for (Leg& leg : legs) {
      const bool part = leg.account.kind != payments::AccountKind::clearing;
      if (leg.layer != Layer::posted || leg.amount.currency.exponent() <= 2 || !part) continue;
      lost += leg.amount.minor % 10;
      leg.amount.minor -= leg.amount.minor % 10;
    }
    if (lost != 0) {
      legs.push_back({clearing_of(legs), Layer::posted, {lost, legs.front().amount.currency}});
    }
    return legs;
  }

 private:
  static payments::Account clearing_of(const std::vector<Leg>& legs) {
    for (const Leg& leg : legs) {
      if (leg.account.kind == payments::AccountKind::clearing) return leg.account;
    }
    return legs.front().account;
  }
};

void share_in_hundredths(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.postings = std::make_unique<TwoDecimalRules>();
}

}  // namespace

Defect shares_in_hundredths() {
  return {.name = "shares_in_hundredths",
          .summary = "Shares are cut to two decimals, also where a currency has three.",
          .lesson = "How many decimals an amount has is its currency's affair, from one table.",
          .source = "our own, against R28",
          .property = "books_agree",
          .scenario = "rounding_storm",
          .system = payments_with("shares_in_hundredths",
                                  "payments, with shares of two decimals in every currency",
                                  share_in_hundredths)};
}

}  // namespace assay::systems
