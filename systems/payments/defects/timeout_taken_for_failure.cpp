// A time-out is read as "it did not go through", like a connection that was refused. So the
// operation is given up although the processor may have carried it out: that nobody answered is
// taken for a sign that nobody acted.
#include "payments/execution/outcome_reader.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class HastyOutcomeReader final : public payments::CautiousOutcomeReader {
 public:
  using CautiousOutcomeReader::CautiousOutcomeReader;

  [[nodiscard]] payments::Reading read(
      const std::expected<payments::GatewayReply, payments::GatewayError>& answer,
      payments::Money amount) const override {
    if (!answer && answer.error() == payments::GatewayError::timed_out) {
      return {payments::Outcome::not_attempted, payments::Cause::timed_out};
    }
    return CautiousOutcomeReader::read(answer, amount);
  }
};

void read_hastily(payments::Parts& parts, const payments::Ports& ports, const payments::Config&) {
  parts.reader = std::make_unique<HastyOutcomeReader>(ports.gateway.capabilities());
}

}  // namespace

Defect timeout_taken_for_failure() {
  return {.name = "timeout_taken_for_failure",
          .summary = "A processor that does not answer in time is taken to have done nothing.",
          .lesson = "That nobody answered is no sign that nobody acted.",
          .source = "alphagov/pay-connector #5912",
          .property = "no_false_failure",
          .scenario = "lost_response",
          .system = payments_with("timeout_taken_for_failure",
                                  "payments, with time-outs read as failures", read_hastily)};
}

}  // namespace assay::systems
