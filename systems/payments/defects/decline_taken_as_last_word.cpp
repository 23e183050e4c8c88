// What we gave up ourselves may turn out to have worked, but a decline is the processor's own word:
// nothing may change it any more, so that old news cannot bring a dead payment back. Where the
// network had doubled the request and only one copy was declined, or a person noted a decline by
// mistake, the success that the list shows is passed over: money taken that no book knows of.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::Evidence;
using payments::Ruling;
using payments::RulingKind;
using payments::State;

class FirmStateMachine final : public payments::TableStateMachine {
 public:
  [[nodiscard]] Ruling rule(State state, Evidence evidence) const override {
    if (state == State::declined && evidence == Evidence::success) {
      return {.kind = RulingKind::ignored};
    }
    return TableStateMachine::rule(state, evidence);
  }
};

void let_declines_stand(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.machine = std::make_unique<FirmStateMachine>();
}

}  // namespace

Defect decline_taken_as_last_word() {
  return {.name = "decline_taken_as_last_word",
          .summary = "A success that comes after a decline is taken for old news.",
          .lesson = "Money that moved outweighs any word that it did not, whoever said it.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("decline_taken_as_last_word",
                                  "payments, with declines that nothing can overturn",
                                  let_declines_stand)};
}

}  // namespace assay::systems
