// What a look-up or the list turns up is booked by a path of its own, which knows one direction:
// money that came. A refund that was in doubt and has happened is booked as if it had been taken
// once more. The entry balances, and the operation is right.
#include "payments/ledger/posting_rules.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class OneWayRules final : public payments::CardPostingRules {
 public:
  [[nodiscard]] std::vector<payments::Leg> legs(const payments::Payment& before,
                                                const payments::Payment& after) const override {
    std::vector<payments::Leg> legs = CardPostingRules::legs(before, after);
    if (!adopts_refund(before, after)) return legs;
    for (payments::Leg& leg : legs) {
      if (leg.layer == payments::Layer::posted) leg.amount.minor = -leg.amount.minor;
    }
    return legs;
  }

 private:
  static bool adopts_refund(const payments::Payment& before, const payments::Payment& after) {
    for (const payments::OperationView& view : after.operations) {
      const payments::OperationView* const was = before.find(view.facts.operation);
      const bool late = view.facts.kind == payments::OperationKind::refund &&
                        view.state == payments::State::succeeded && was != nullptr &&
                        was->state == payments::State::unknown;
      if (late) return true;
    }
    return false;
  }
};

void book_one_way(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.postings = std::make_unique<OneWayRules>();
}

}  // namespace

Defect late_refund_on_wrong_side() {
  return {.name = "late_refund_on_wrong_side",
          .summary = "A refund whose success comes late is booked as money that was taken.",
          .lesson = "There is one way into the books, whoever brings the news.",
          .source = "our own, against I20",
          .property = "books_agree",
          .scenario = "refund_race",
          .system = payments_with("late_refund_on_wrong_side",
                                  "payments, with late refunds booked as captures", book_one_way)};
}

}  // namespace assay::systems
