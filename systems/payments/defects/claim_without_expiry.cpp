// A claim in progress has no lease of its own: it lasts as long as any record of a key does. When
// its owner loses power nobody may take the operation up, and every retry is told "in progress"
// until the record itself expires, a day later.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class ClaimsWithoutLease final : public payments::StoredIdempotency {
 public:
  ClaimsWithoutLease(const payments::Ports& ports, const payments::Config& config)
      : StoredIdempotency{ports.store, ports.clock, ports.ids, config},
        record_retention_{config.key_retention} {}

  [[nodiscard]] payments::Instant lease_end(payments::Instant now) const override {
    return now + record_retention_;
  }

 private:
  payments::Duration record_retention_;
};

void claim_without_lease(payments::Parts& parts, const payments::Ports& ports,
                         const payments::Config& config) {
  parts.idempotency = std::make_unique<ClaimsWithoutLease>(ports, config);
}

}  // namespace

Defect claim_without_expiry() {
  return {.name = "claim_without_expiry",
          .summary = "A key in progress stays so until its record expires, its owner alive or not.",
          .lesson = "A lease is not a retention: it ends soon, because its owner may be dead.",
          .source = "aws-powertools/powertools-lambda-python #1038",
          .property = "eventual_terminal",
          .scenario = "phantom_transition",
          .system = payments_with("claim_without_expiry",
                                  "payments, with claims that have no lease", claim_without_lease)};
}

}  // namespace assay::systems
