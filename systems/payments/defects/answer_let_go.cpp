// An outcome that cannot be written down is let go after a few tries: the attempt stays open, and
// the resolver will ask the processor. But this one cannot be asked, and does not repeat itself:
// the customer was declined, and is told to wait for ever.
// Where this was found it took eight refused commits; here it takes one, so that its plan can be
// read.
#include "payments/execution/heard.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

/// Keeps nothing.
class DeafEar final : public payments::HeardAnswers {
 public:
  void keep(payments::Heard /*heard*/) override {}
  [[nodiscard]] std::vector<payments::Heard> take() override { return {}; }
};

void let_go(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.heard = std::make_unique<DeafEar>();
}

void try_once(payments::Config& config) { config.commit_tries_max = 1; }

}  // namespace

Defect answer_let_go() {
  return {.name = "answer_let_go",
          .summary = "An answer that the store does not take at once is let go.",
          .lesson =
              "What was heard is kept until it is written: nobody may be there to say it again.",
          .source = "our own, against I31; found in this code",
          .property = "progress",
          .scenario = "unrecorded_answer",
          .system = payments_with("answer_let_go",
                                  "payments, with answers that are written once or never", let_go,
                                  {}, try_once)};
}

}  // namespace assay::systems
