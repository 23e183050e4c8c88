// Only a payment that succeeded, or that the processor is known to work on, stands in the way of a
// new one. One whose outcome is unknown counts for nothing: the customer's next try is carried out
// at once, beside it, and when the first turns out to have gone through there are two.
#include <algorithm>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

/// Looks at a payment as if what is unknown did not exist.
class OptimisticRulebook final : public payments::CardRulebook {
 public:
  using CardRulebook::CardRulebook;

  [[nodiscard]] payments::Advice advise(const payments::Payment& payment,
                                        const payments::Command& command,
                                        payments::Instant now) const override {
    payments::Payment known = payment;
    std::erase_if(known.operations, [](const payments::OperationView& view) {
      return view.state == payments::State::unknown;
    });
    return CardRulebook::advise(known, command, now);
  }
  [[nodiscard]] const payments::OperationView* begun_before(
      const payments::Payment& payment, const payments::Command& command) const override {
    const payments::OperationView* const before = CardRulebook::begun_before(payment, command);
    const bool unknown = before != nullptr && before->state == payments::State::unknown;
    return unknown ? nullptr : before;
  }
};

/// Lets a client whose last try has no outcome begin again.
class OptimisticIdempotency final : public payments::StoredIdempotency {
 public:
  using StoredIdempotency::StoredIdempotency;

  payments::ClaimAnswer claim(const payments::ClaimRequest& request) override {
    payments::ClaimAnswer answer = StoredIdempotency::claim(request);
    const bool unknown = answer.kind == payments::ClaimAnswer::Kind::waiting;
    if (!unknown || !remove(request.scope, request.key)) return answer;
    return StoredIdempotency::claim(request);
  }
};

void overlook_unknown(payments::Parts& parts, const payments::Ports& ports,
                      const payments::Config& config) {
  parts.rulebook = std::make_unique<OptimisticRulebook>(config);
  parts.idempotency =
      std::make_unique<OptimisticIdempotency>(ports.store, ports.clock, ports.ids, config);
}

}  // namespace

Defect unknown_does_not_block() {
  return {.name = "unknown_does_not_block",
          .summary = "A payment with an unknown outcome does not keep a new one from being made.",
          .lesson = "An unknown payment counts as one until it is known not to.",
          .source = "killbill/killbill #1015",
          .property = "no_blind_redrive",
          .scenario = "lost_response",
          .system = payments_with("unknown_does_not_block",
                                  "payments, with unknown outcomes counted for nothing",
                                  overlook_unknown)};
}

}  // namespace assay::systems
