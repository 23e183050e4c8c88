// A payment that the processor does not know, asked late enough, is given up, and rightly: nothing
// happened. When its client asks again it is a new operation, with a new key at the processor. But
// whoever was about to send the first one may have slept through all of that, and sends it when it
// wakes: under the first key, which the processor has never seen.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

/// Finds nothing that was begun before where it was given up.
class FreshRulebook final : public payments::CardRulebook {
 public:
  using CardRulebook::CardRulebook;

  [[nodiscard]] const payments::OperationView* begun_before(
      const payments::Payment& payment, const payments::Command& command) const override {
    const payments::OperationView* const before = CardRulebook::begun_before(payment, command);
    const bool given_up = before != nullptr && before->state == payments::State::failed;
    return given_up ? nullptr : before;
  }
};

void begin_afresh(payments::Parts& parts, const payments::Ports&, const payments::Config& config) {
  parts.rulebook = std::make_unique<FreshRulebook>(config);
}

}  // namespace

Defect new_key_after_absence() {
  return {.name = "new_key_after_absence",
          .summary = "What was absent and given up is begun anew, with a new key at the processor.",
          .lesson =
              "Absence is enough to tell a client, and never for another key: take up the same "
              "operation.",
          .source = "our own, against I05; found in this code",
          .property = "key_scope_isolation",
          .scenario = "keyless_processor",
          .system = payments_with("new_key_after_absence",
                                  "payments, with a new operation for what was given up",
                                  begin_afresh)};
}

}  // namespace assay::systems
