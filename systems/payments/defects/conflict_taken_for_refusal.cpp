// A 409 of the processor is a refusal: it did not take this try, so nothing became of it. That is
// true of the try and not of the operation: an earlier one with the same key is at work at that
// moment. After two such answers in a row the payment is given up and its client and the consumers
// are told that nothing was attempted, while the first try takes the money.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::GatewayError;
using payments::GatewayReply;

class LiteralOutcomeReader final : public payments::CautiousOutcomeReader {
 public:
  using CautiousOutcomeReader::CautiousOutcomeReader;

  [[nodiscard]] payments::Reading read(const std::expected<GatewayReply, GatewayError>& answer,
                                       payments::Money amount) const override {
    if (!answer && answer.error() == GatewayError::in_flight) {
      return {payments::Outcome::not_attempted, payments::Cause::refused_unsent};
    }
    return CautiousOutcomeReader::read(answer, amount);
  }
};

void read_literally(payments::Parts& parts, const payments::Ports& ports, const payments::Config&) {
  parts.reader = std::make_unique<LiteralOutcomeReader>(ports.gateway.capabilities());
}

}  // namespace

Defect conflict_taken_for_refusal() {
  return {
      .name = "conflict_taken_for_refusal",
      .summary = "That an earlier try is still being worked on is taken for a refusal.",
      .lesson = "A try that was turned away because of another one says: ask after the other.",
      .source = "own",
      .property = "",
      .scenario = "",
      .system = payments_with("conflict_taken_for_refusal",
                              "payments, with conflicts that count as refusals", read_literally)};
}

}  // namespace assay::systems
