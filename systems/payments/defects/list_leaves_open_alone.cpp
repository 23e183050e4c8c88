// Reconciliation and resolver used to write the same operation at the same time and lost races to
// each other, so each operation was given one owner: what is still open is the resolver's, and the
// list is read on past it. But the list shows an effect once. Where the processor cannot be asked
// by our reference, the list was all there was: the money is taken, and nobody ever finds out.
#include "payments/recovery/list_reconciliation.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

#include <optional>

namespace assay::systems {

namespace {

using payments::Case;
using payments::Recorded;

/// The engine as reconciliation has it: it adopts only what nobody looks after any more.
class PoliteEngine final : public payments::Engine {
 public:
  explicit PoliteEngine(payments::Engine& inner) : inner_{inner} {}

  payments::Beginning begin(Case& subject, const payments::Command& command) override {
    return inner_.begin(subject, command);
  }
  void drive(Case& subject) override { inner_.drive(subject); }
  Recorded adopt(Case& subject, const payments::GatewayReply& reply, payments::Cause cause,
                 bool listed) override {
    if (payments::unresolved(subject.state())) return Recorded::ignored;
    return inner_.adopt(subject, reply, cause, listed);
  }
  payments::StepResult record_held() override { return inner_.record_held(); }
  Recorded give_up(Case& subject, payments::Unharmed why) override {
    return inner_.give_up(subject, why);
  }
  Recorded give_up(Case& subject, const payments::Absence& proof) override {
    return inner_.give_up(subject, proof);
  }
  [[nodiscard]] std::optional<payments::Absence> absence(const Case& subject,
                                                         payments::AskedAt asked) const override {
    return inner_.absence(subject, asked);
  }
  [[nodiscard]] bool keyed(const Case& subject) const override { return inner_.keyed(subject); }
  [[nodiscard]] bool may_resend(const Case& subject, payments::AskedAt asked) const override {
    return inner_.may_resend(subject, asked);
  }
  [[nodiscard]] bool may_ask_by_key(const Case& subject) const override {
    return inner_.may_ask_by_key(subject);
  }

 private:
  payments::Engine& inner_;
};

class PoliteReconciliation final : public payments::Reconciliation {
 public:
  PoliteReconciliation(const payments::Ports& ports, const payments::Config& config,
                       payments::Parts& made)
      : engine_{*made.engine}, usual_{ports, config, engine_, made.pulse} {}

  payments::StepResult step() override { return usual_.step(); }

 private:
  PoliteEngine engine_;
  payments::ListReconciliation usual_;
};

void leave_open_alone(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.make_reconciliation =
      [](const payments::Ports& ports, const payments::Config& config,
         payments::Parts& made) -> std::unique_ptr<payments::Reconciliation> {
    return std::make_unique<PoliteReconciliation>(ports, config, made);
  };
}

}  // namespace

Defect list_leaves_open_alone() {
  return {.name = "list_leaves_open_alone",
          .summary = "The processor's list is read past the operations that are still open.",
          .lesson =
              "Evidence that is shown once is taken by whoever sees it; who works on an operation "
              "says nothing about who may learn of it.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("list_leaves_open_alone",
                                  "payments, with a reconciliation that leaves open cases alone",
                                  leave_open_alone)};
}

}  // namespace assay::systems
