// No idempotency at all: each request is a new one, whatever its key says and whatever was done for
// the same order before. As long as every answer arrives nobody asks twice; the first that is lost
// makes a second authorisation.
#include "payments/journal/due_rows.hpp"
#include "payments/journal/stored.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

/// Keeps a record of each request, under a number of its own.
class RequestLog final : public payments::StoredIdempotency {
 public:
  RequestLog(const payments::Ports& ports, const payments::Config& config)
      : StoredIdempotency{ports.store, ports.clock, ports.ids, config}, ports_{ports} {}

  payments::ClaimAnswer claim(const payments::ClaimRequest& request) override {
    payments::ClaimRecord record;
    record.scope = request.scope;
    record.key = {ports_.ids.mint("request")};
    record.fingerprint = request.fingerprint;
    record.payable = request.payable;
    record.kind = request.kind;
    record.ordinal = request.ordinal;
    record.token = 1;
    record.lease_end = lease_end(ports_.clock.now());
    const payments::Transaction logging{
        "claim",
        payments::subject_of(record.payable, record.kind, record.ordinal),
        {payments::put(record, 0)}};
    if (!ports_.store.commit(logging)) return {};
    return {payments::ClaimAnswer::Kind::granted, {std::move(record), 1}, {}};
  }

 private:
  payments::Ports ports_;
};

/// Another authorisation is always welcome.
class WelcomingRulebook final : public payments::CardRulebook {
 public:
  using CardRulebook::CardRulebook;

  [[nodiscard]] payments::Advice advise(const payments::Payment& payment,
                                        const payments::Command& command,
                                        payments::Instant now) const override {
    if (command.kind != payments::OperationKind::authorise) {
      return CardRulebook::advise(payment, command, now);
    }
    return {payments::Permission::granted, "", {}, {}, command.amount};
  }
  [[nodiscard]] const payments::OperationView* done_before(
      const payments::Payment& payment, const payments::Command& command) const override {
    if (command.kind != payments::OperationKind::authorise) {
      return CardRulebook::done_before(payment, command);
    }
    return nullptr;
  }
  [[nodiscard]] const payments::OperationView* begun_before(
      const payments::Payment& payment, const payments::Command& command) const override {
    if (command.kind != payments::OperationKind::authorise) {
      return CardRulebook::begun_before(payment, command);
    }
    return nullptr;
  }
};

void recognise_nothing(payments::Parts& parts, const payments::Ports& ports,
                       const payments::Config& config) {
  parts.idempotency = std::make_unique<RequestLog>(ports, config);
  parts.rulebook = std::make_unique<WelcomingRulebook>(config);
}

}  // namespace

Defect no_idempotency() {
  return {.name = "no_idempotency",
          .summary = "Each request is carried out anew, whatever its key says.",
          .lesson = "Answers get lost; whoever asks again must be recognised.",
          .source = "our own, against R1 and R2",
          .property = "at_most_one_effect",
          .scenario = "lost_response",
          .system = payments_with("no_idempotency", "payments, recognising no request",
                                  recognise_nothing)};
}

}  // namespace assay::systems
