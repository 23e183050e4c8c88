// An authorisation whose worker died is reversed at once, as card terminals do after a time-out, so
// that no customer's money stays held for nobody. But the operation is taken up afterwards like any
// other: the processor is asked, says that it authorised, and the order counts as paid for by a
// hold that we have released ourselves, and that nobody asked us to release. The capture then
// fails.
#include "payments/recovery/recovery.hpp"

#include "payments/api/request.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

/// The reversal of an authorisation, the same however often it is sent.
payments::GatewayRequest reversal_of(const payments::Facts& hold) {
  payments::GatewayRequest request;
  request.kind = payments::OperationKind::void_authorisation;
  request.operation = payments::OperationId{hold.operation.value + "-reversal"};
  request.payable = hold.payable;
  request.ordinal = payments::first_own_ordinal + hold.ordinal;
  request.attempt = 1;
  request.key = payments::ProcessorKey{request.operation.value};
  request.amount = hold.amount;
  request.parent = hold.operation;
  request.terms = hold.terms;
  return request;
}

class ReversingRecovery final : public payments::AskingRecovery {
 public:
  explicit ReversingRecovery(const payments::Ports& ports) : ports_{ports} {}

  void resume(payments::Engine& engine, payments::Case& subject) override {
    const payments::Facts facts = subject.view().facts;
    if (subject.claim && facts.kind == payments::OperationKind::authorise) release(facts);
    AskingRecovery::resume(engine, subject);
  }

 private:
  /// Whatever the answer: a hold that never came about cannot be reversed, and needs not be.
  void release(const payments::Facts& hold) {
    ports_.telemetry.count("lost_hold_reversed", hold.operation.value);
    (void)ports_.gateway.send(reversal_of(hold));
  }

  payments::Ports ports_;
};

void reverse_what_was_lost(payments::Parts& parts, const payments::Ports& ports,
                           const payments::Config&) {
  parts.recovery = std::make_unique<ReversingRecovery>(ports);
}

}  // namespace

Defect lost_hold_released_blindly() {
  return {
      .name = "lost_hold_released_blindly",
      .summary = "An authorisation whose worker died is reversed before it is asked after.",
      .lesson =
          "What may have happened is asked after before it is undone, and what was undone is no "
          "longer there to be believed in.",
      .source = "own",
      .property = "",
      .scenario = "",
      .system = payments_with("lost_hold_released_blindly",
                              "payments, with a recovery that reverses lost authorisations",
                              reverse_what_was_lost)};
}

}  // namespace assay::systems
