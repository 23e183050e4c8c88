// The error path tidies up: a request that ends in an error deletes the record of its key, so that
// the client's next try is not blocked by it. But a duplicate that was turned away never owned the
// record that it deletes; its owner, running or dead, loses its claim.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class TidyingIdempotency final : public payments::StoredIdempotency {
 public:
  using StoredIdempotency::StoredIdempotency;

  payments::ClaimAnswer claim(const payments::ClaimRequest& request) override {
    payments::ClaimAnswer answer = StoredIdempotency::claim(request);
    const bool failed = answer.kind == payments::ClaimAnswer::Kind::in_flight ||
                        answer.kind == payments::ClaimAnswer::Kind::mismatch;
    if (failed) remove(request.scope, request.key);
    return answer;
  }
};

void tidy_up(payments::Parts& parts, const payments::Ports& ports, const payments::Config& config) {
  parts.idempotency =
      std::make_unique<TidyingIdempotency>(ports.store, ports.clock, ports.ids, config);
}

}  // namespace

Defect rejected_duplicate_deletes_claim() {
  return {.name = "rejected_duplicate_deletes_claim",
          .summary = "A duplicate that is turned away deletes the claim of the request it met.",
          .lesson = "Only the owner of a record may delete it, on the error path too.",
          .source = "aws-powertools/powertools-lambda-typescript #5675",
          .property = "key_outlives_operation",
          .scenario = "phantom_transition",
          .system =
              payments_with("rejected_duplicate_deletes_claim",
                            "payments, with an error path that deletes the key's record", tidy_up)};
}

}  // namespace assay::systems
