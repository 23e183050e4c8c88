// A refund that is more than what is left is turned away at the door, so that support sees such
// mistakes at once and no key is spent on them. But the door comes before the key is looked up: the
// retry of a refund is held against what that very refund has left. Who lost the answer, or was
// told to wait, hears 400 "above_captured", never what became of it, and pays back by other means.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class EarlyRefundCheck final : public payments::FormCheck {
 public:
  explicit EarlyRefundCheck(const payments::Ports& ports) : store_{ports.store} {}

  [[nodiscard]] std::optional<std::string_view> fault_of(
      const payments::Request& request) const override {
    const auto fault = FormCheck::fault_of(request);
    if (fault || request.command.kind != payments::OperationKind::refund) return fault;
    if (exceeds_rest(request.command)) return "above_captured";
    return std::nullopt;
  }

 private:
  /// Where nothing can be read, or nothing was captured yet, the rules decide later.
  [[nodiscard]] bool exceeds_rest(const payments::Command& refund) const {
    const auto payment =
        payments::fetch(store_, payments::tables::payments, payments::payment_key(refund.payable),
                        payments::decode_payment);
    if (!payment || !*payment) return false;
    const payments::Totals sums = payments::totals((*payment)->value);
    if (sums.overflowed || sums.captured == 0) return false;
    return refund.amount.minor > sums.captured - sums.refunded - sums.refund_reserved;
  }

  payments::Store& store_;
};

void check_refunds_early(payments::Parts& parts, const payments::Ports& ports,
                         const payments::Config&) {
  parts.check = std::make_unique<EarlyRefundCheck>(ports);
}

}  // namespace

Defect refund_checked_before_replay() {
  return {.name = "refund_checked_before_replay",
          .summary = "A refund is held against what is left before its key is looked up.",
          .lesson = "A request that is known is answered first; only a new one is checked.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("refund_checked_before_replay",
                                  "payments, with a check of refunds before their keys",
                                  check_refunds_early)};
}

}  // namespace assay::systems
