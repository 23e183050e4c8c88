// Events are linked by the processor's own reference, which stands in the row once its answer has
// been recorded. One that finds none for three seconds, because the answer is late or was lost, is
// about nothing that anybody here knows: it is journalled as processed and let go. When the answer
// is recorded at last, or never, nobody looks at the journal again.
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/linked_by_answer.hpp"

namespace assay::systems {

namespace {

class LetGo final : public LinkedByAnswer {
 public:
  using LinkedByAnswer::LinkedByAnswer;

 private:
  payments::Applied unlinked(const payments::WebhookEvent&, const payments::Case&,
                             payments::Transaction&) override {
    return payments::Applied::stale;
  }
};

}  // namespace

Defect events_linked_by_answer() {
  return {.name = "events_linked_by_answer",
          .summary = "An event whose operation has no recorded answer for three seconds is "
                     "journalled as processed, and let go.",
          .lesson =
              "The event may be the only answer that comes: link it by what was written "
              "before the call, and keep what fits nothing yet.",
          .source = "shopperlabs/shopper #658",
          .property = "inbox_durable",
          .scenario = "webhook_duplicate_and_reordered",
          .system = payments_with("events_linked_by_answer",
                                  "payments, with events linked by the processor's answer",
                                  wrap_inbox<LetGo>)};
}

}  // namespace assay::systems
