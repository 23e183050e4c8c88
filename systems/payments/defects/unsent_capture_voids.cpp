// The rules say that a capture that fails definitely leads to a void, and so the engine releases
// the hold of each capture that ends as failed. But "failed" is what a capture is called that never
// got there: its client was told to ask again. It does, a moment later, and the money is no longer
// held; the goods may have left for it already. Only a capture that was declined gives its hold up.
#include "payments/execution/recording_engine.hpp"
#include "payments/recovery/reversals.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::Case;
using payments::Recorded;

class TidyEngine final : public payments::RecordingEngine {
 public:
  TidyEngine(const payments::Ports& ports, const payments::Config& config, payments::Parts& made)
      : RecordingEngine{ports,        config,      *made.rulebook, *made.keys,
                        *made.reader, *made.heard, *made.recorder},
        idempotency_{*made.idempotency} {}

  Recorded give_up(Case& subject, payments::Unharmed why) override {
    const Recorded recorded = RecordingEngine::give_up(subject, why);
    const bool held = why != payments::Unharmed::lapsed;
    if (recorded == Recorded::yes && held) release_hold(subject);
    return recorded;
  }
  Recorded give_up(Case& subject, const payments::Absence& proof) override {
    const Recorded recorded = RecordingEngine::give_up(subject, proof);
    if (recorded == Recorded::yes) release_hold(subject);
    return recorded;
  }

 private:
  void release_hold(const Case& failed) {
    const payments::Facts& facts = failed.view().facts;
    const payments::OperationView* hold = failed.payment.value.find(facts.parent);
    if (facts.kind != payments::OperationKind::capture || hold == nullptr) return;
    payments::Command release;
    release.kind = payments::OperationKind::void_authorisation;
    release.payable = facts.payable;
    release.ordinal = payments::reversal_ordinal(*hold);
    release.customer = facts.customer;
    release.amount = hold->facts.amount;
    release.parent = hold->facts.operation;
    release.terms = hold->facts.terms;
    carry_out(release, failed);
  }
  /// As a request of our own, by the same means as any client's.
  void carry_out(const payments::Command& command, const Case& failed) {
    payments::ClaimRequest request;
    request.scope = {command.payable.tenant, std::string{payments::own_scope}};
    request.key = {"release-" + failed.operation.value};
    request.fingerprint = payments::canonical(command);
    request.payable = command.payable;
    request.kind = command.kind;
    request.ordinal = command.ordinal;
    const payments::ClaimAnswer answer = idempotency_.claim(request);
    if (answer.kind != payments::ClaimAnswer::Kind::granted) return;
    Case release;
    release.payment = failed.payment;
    release.claim = answer.claim;
    const payments::Beginning begun = begin(release, command);
    if (begun.permission == payments::Permission::granted && begun.recorded == Recorded::yes) {
      drive(release);
    } else {
      (void)idempotency_.end(answer.claim, payments::ClaimState::released, {});
    }
  }

  payments::Idempotency& idempotency_;
};

void release_after_failure(payments::Parts& parts, const payments::Ports&,
                           const payments::Config&) {
  parts.make_engine = [](const payments::Ports& ports, const payments::Config& config,
                         payments::Parts& made) -> std::unique_ptr<payments::Engine> {
    return std::make_unique<TidyEngine>(ports, config, made);
  };
}

}  // namespace

Defect unsent_capture_voids() {
  return {.name = "unsent_capture_voids",
          .summary = "A capture that never reached the processor releases the hold it was for.",
          .lesson =
              "Not attempted is no refusal: whoever is told to come again must find what was "
              "there.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("unsent_capture_voids",
                                  "payments, with holds that are released after a failed capture",
                                  release_after_failure)};
}

}  // namespace assay::systems
