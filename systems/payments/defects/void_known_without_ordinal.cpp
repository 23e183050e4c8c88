// Shops that asked for the same release twice, and numbered the second one anew, were told that it
// was refused, and called support. Now any void that has succeeded answers a further one. But an
// order may be held a second time after it was released, or a doubled hold may have been released
// by ourselves: the next void is told "done" and nothing is sent, while the money stays held.
#include <algorithm>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::Command;
using payments::OperationKind;
using payments::OperationView;

class LenientRulebook final : public payments::CardRulebook {
 public:
  using CardRulebook::CardRulebook;

  [[nodiscard]] const OperationView* done_before(const payments::Payment& payment,
                                                 const Command& command) const override {
    const bool plain = command.kind == OperationKind::void_authorisation && command.effect.empty();
    if (!plain) return CardRulebook::done_before(payment, command);
    const auto found = std::ranges::find_if(
        payment.operations,
        [&command](const OperationView& view) { return released_by(view, command); });
    return found == payment.operations.end() ? nullptr : &*found;
  }

 private:
  /// A client does not say which hold it means: there is only one at a time.
  static bool released_by(const OperationView& view, const Command& command) {
    return view.facts.kind == OperationKind::void_authorisation &&
           view.state == payments::State::succeeded &&
           (command.parent.empty() || view.facts.parent == command.parent);
  }
};

void be_lenient(payments::Parts& parts, const payments::Ports&, const payments::Config& config) {
  parts.rulebook = std::make_unique<LenientRulebook>(config);
}

}  // namespace

Defect void_known_without_ordinal() {
  return {.name = "void_known_without_ordinal",
          .summary = "A void that has succeeded answers every later void of the same order.",
          .lesson = "One hold at a time is not one hold for ever: a release is of one of them.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("void_known_without_ordinal",
                                  "payments, with voids that are known without their ordinal",
                                  be_lenient)};
}

}  // namespace assay::systems
