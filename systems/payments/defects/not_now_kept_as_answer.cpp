// The first answer to a key is stored, whatever it is, and repeated, as a well-known processor does
// it: nobody can be told two things. So "not now, another operation is unresolved" is stored like a
// result. Who asked for a capture while its authorisation was in doubt hears that under every key,
// long after the doubt is gone, and the hold lapses uncaptured. Nothing that is said is untrue of
// the money; it just never moves.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class FaithfulIdempotency final : public payments::StoredIdempotency {
 public:
  using StoredIdempotency::StoredIdempotency;

  bool end(const payments::Claim& claim, payments::ClaimState,
           const payments::Response& response) override {
    return StoredIdempotency::end(claim, payments::ClaimState::completed, response);
  }
};

void keep_every_answer(payments::Parts& parts, const payments::Ports& ports,
                       const payments::Config& config) {
  parts.idempotency =
      std::make_unique<FaithfulIdempotency>(ports.store, ports.clock, ports.ids, config);
}

}  // namespace

Defect not_now_kept_as_answer() {
  return {.name = "not_now_kept_as_answer",
          .summary = "That a request cannot be carried out now is stored as its final answer.",
          .lesson = "Only what is final is stored; what may change is asked for again.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("not_now_kept_as_answer",
                                  "payments, with every first answer stored", keep_every_answer)};
}

}  // namespace assay::systems
