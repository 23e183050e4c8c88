// After a restart, what was interrupted is written off and begun anew: a new operation with a new
// processor key, sent at once. Nobody asks the processor what became of the first, which may have
// taken the money before the power went.
#include "payments/recovery/recovery.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

payments::Command same_again(const payments::Facts& facts) {
  return {.kind = facts.kind,
          .payable = facts.payable,
          .ordinal = facts.ordinal,
          .customer = facts.customer,
          .amount = facts.amount,
          .parent = facts.parent};
}

class StartingAfresh final : public payments::AskingRecovery {
 public:
  void resume(payments::Engine& engine, payments::Case& subject) override {
    if (!subject.claim) return AskingRecovery::resume(engine, subject);
    const payments::Command command = same_again(subject.view().facts);
    payments::GatewayReply nothing;
    nothing.outcome = payments::Outcome::not_attempted;
    const auto written_off = engine.adopt(subject, nothing, payments::Cause::orphaned);
    if (written_off != payments::Recorded::yes) return;
    payments::Case afresh = subject;
    const payments::Beginning begun = engine.begin(afresh, command);
    if (begun.recorded != payments::Recorded::yes) return;
    subject = std::move(afresh);
    engine.drive(subject);
  }
};

/// What was written off is not taken up again: it is begun anew.
class ForgetfulRulebook final : public payments::CardRulebook {
 public:
  using CardRulebook::CardRulebook;

  [[nodiscard]] const payments::OperationView* begun_before(
      const payments::Payment& /*payment*/, const payments::Command& /*command*/) const override {
    return nullptr;
  }
};

void start_afresh(payments::Parts& parts, const payments::Ports&, const payments::Config& config) {
  parts.rulebook = std::make_unique<ForgetfulRulebook>(config);
  parts.recovery = std::make_unique<StartingAfresh>();
}

}  // namespace

Defect restart_resends_without_asking() {
  return {
      .name = "restart_resends_without_asking",
      .summary = "A restart begins an interrupted payment anew instead of asking after it.",
      .lesson = "After a crash the first thing to do is to ask what became of the last attempt.",
      .source = "woocommerce/woocommerce-gateway-stripe #3725",
      .property = "no_blind_redrive",
      .scenario = "phantom_transition_agents",
      .system = payments_with("restart_resends_without_asking",
                              "payments, with a recovery that starts afresh", start_afresh)};
}

}  // namespace assay::systems
