// An operation whose worker dies once is taken up with care; one whose worker dies a second time is
// taken for poison and written off, so that it cannot bring down a third. That the second worker
// died says nothing about what the processor did for it.
#include "payments/recovery/recovery.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class WaryRecovery final : public payments::AskingRecovery {
 public:
  void resume(payments::Engine& engine, payments::Case& subject) override {
    const bool poison = subject.claim && subject.view().attempt > 1;
    if (!poison) return AskingRecovery::resume(engine, subject);
    payments::GatewayReply nothing;
    nothing.outcome = payments::Outcome::not_attempted;
    (void)engine.adopt(subject, nothing, payments::Cause::orphaned);
  }
};

void write_poison_off(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.recovery = std::make_unique<WaryRecovery>();
}

}  // namespace

Defect poison_written_off() {
  return {.name = "poison_written_off",
          .summary = "A payment whose worker died twice is written off without asking after it.",
          .lesson =
              "That a worker died says nothing about its work; what may have been sent is asked "
              "after, every time.",
          .source = "our own, against R13",
          .property = "no_false_failure",
          .scenario = "crash_after_processor",
          .system =
              payments_with("poison_written_off",
                            "payments, with a recovery that writes poison off", write_poison_off)};
}

}  // namespace assay::systems
