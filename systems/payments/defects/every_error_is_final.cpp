// Every error of the processor ends the request: it is stored as its final answer and replayed to
// every retry, a lost connection or a time-out like a refusal. So a customer is told "declined",
// for good, of a payment that went through.
#include "payments/execution/outcome_reader.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class FinalOutcomeReader final : public payments::CautiousOutcomeReader {
 public:
  using CautiousOutcomeReader::CautiousOutcomeReader;

  [[nodiscard]] payments::Reading read(
      const std::expected<payments::GatewayReply, payments::GatewayError>& answer,
      payments::Money amount) const override {
    const payments::Reading reading = CautiousOutcomeReader::read(answer, amount);
    if (answer || reading.outcome != payments::Outcome::unknown) return reading;
    return {payments::Outcome::declined, reading.cause};
  }
};

void take_errors_for_final(payments::Parts& parts, const payments::Ports& ports,
                           const payments::Config&) {
  parts.reader = std::make_unique<FinalOutcomeReader>(ports.gateway.capabilities());
}

}  // namespace

Defect every_error_is_final() {
  return {
      .name = "every_error_is_final",
      .summary = "Any error of the processor, a time-out too, is stored as the final answer.",
      .lesson = "Only a definite answer may be stored as the final one; an error to know is none.",
      .source = "brandur/rocket-rides-atomic, as R9a says",
      .property = "no_false_failure",
      .scenario = "timeout_then_late_success",
      .system = payments_with("every_error_is_final",
                              "payments, with every processor error stored as final",
                              take_errors_for_final)};
}

}  // namespace assay::systems
