// A claim whose owner is gone is left to whoever asks again under the same key. But the client may
// have lost its key, and nothing began under the claim that anybody else would take up: every other
// key for the order is told that somebody is at work, for ever.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::ClaimAnswer;

class PossessiveIdempotency final : public payments::StoredIdempotency {
 public:
  PossessiveIdempotency(const payments::Ports& ports, const payments::Config& config)
      : StoredIdempotency{ports.store, ports.clock, ports.ids, config}, ports_{ports} {}

  ClaimAnswer claim(const payments::ClaimRequest& request) override {
    if (auto record = claimed_by_another(request)) {
      ClaimAnswer answer;
      answer.kind = ClaimAnswer::Kind::in_flight;
      answer.record = std::move(*record);
      return answer;
    }
    return StoredIdempotency::claim(request);
  }
  /// Keeps what was claimed until it has a result.
  payments::StepResult reap() override { return {}; }

 private:
  std::optional<payments::ClaimRecord> claimed_by_another(const payments::ClaimRequest& request) {
    namespace tables = payments::tables;
    const auto at = payments::intent_key(request.payable, request.kind, request.ordinal);
    const auto intent = payments::fetch(ports_.store, tables::intents, at, payments::decode_intent);
    if (!intent || !*intent) return std::nullopt;
    const payments::IntentRow& named = (*intent)->value;
    if (named.scope == request.scope && named.key == request.key) return std::nullopt;
    auto other = payments::fetch(ports_.store, tables::claims,
                                 payments::claim_key(named.scope, named.key),
                                 payments::decode_claim);
    const bool bare = other && *other && (*other)->value.operation.empty() &&
                      (*other)->value.state == payments::ClaimState::running;
    return bare ? std::optional(std::move((*other)->value)) : std::nullopt;
  }

  payments::Ports ports_;
};

void hold_on(payments::Parts& parts, const payments::Ports& ports,
             const payments::Config& config) {
  parts.idempotency = std::make_unique<PossessiveIdempotency>(ports, config);
}

}  // namespace

Defect abandoned_claim_blocks() {
  return {.name = "abandoned_claim_blocks",
          .summary = "A claim whose owner died before anything began keeps every other key out.",
          .lesson = "A lease that is over ends the claim for everybody, not only for its own key.",
          .source = "our own, against L2; found in this code",
          .property = "orphan_bound",
          .scenario = "abandoned_claim",
          .system = payments_with("abandoned_claim_blocks",
                                  "payments, with claims that only their own key can take over",
                                  hold_on)};
}

}  // namespace assay::systems
