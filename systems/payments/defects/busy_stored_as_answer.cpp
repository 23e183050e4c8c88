// Whatever a request was answered is stored with its key, so that a retry hears the same: also that
// another operation stood in the way, or that there was no result. The claim is completed where it
// should be let go. The other operation ends a minute later, perhaps declined, but whoever asks
// again under the key, as they were told to, is told to try later until the record expires.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class FaithfulIdempotency final : public payments::StoredIdempotency {
 public:
  FaithfulIdempotency(const payments::Ports& ports, const payments::Config& config)
      : StoredIdempotency{ports.store, ports.clock, ports.ids, config} {}

  bool end(const payments::Claim& claim, payments::ClaimState,
           const payments::Response& response) override {
    return StoredIdempotency::end(claim, payments::ClaimState::completed, response);
  }
};

void keep_every_answer(payments::Parts& parts, const payments::Ports& ports,
                       const payments::Config& config) {
  parts.idempotency = std::make_unique<FaithfulIdempotency>(ports, config);
}

}  // namespace

Defect busy_stored_as_answer() {
  return {.name = "busy_stored_as_answer",
          .summary = "That somebody else is at work is stored as the final answer of a key.",
          .lesson = "What says nothing about a request is not its answer: let go of the key.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("busy_stored_as_answer",
                                  "payments, with keys that keep whatever was answered",
                                  keep_every_answer)};
}

}  // namespace assay::systems
