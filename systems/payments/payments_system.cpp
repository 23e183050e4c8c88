// What the payment code says of itself.
#include "systems/payments/payments_system.hpp"

#include <utility>

#include "payments/outbox/bookkeeping.hpp"
#include "payments/outbox/relay.hpp"
#include "payments/types/currency.hpp"
#include "systems/payments/payments_beliefs.hpp"
#include "systems/payments/payments_settings.hpp"

namespace assay::systems {

namespace {

/// What operators read in payments/README.md, for those alarms whose claim a history can hold
/// against facts. Damaged rows, and what a list does not show, can be seen by nobody else.
std::vector<harness::AlarmMeaning> payments_alarms() {
  using enum history::AlarmClaim;
  return {{"no_look_up", open_item},
          {"no_answer", open_item},
          {"no_amount", open_item},
          {"amount_differs", open_item},
          {"unknown_operation", open_item},
          {"unsent_operation", open_item},
          {"second_effect", open_item},
          {"unreadable_operation", open_item},
          {"success_denied", open_item},
          {payments::undelivered_alarm, undelivered},
          {payments::unposted_alarm, unposted},
          {"reversal_refused", refused}};
}

harness::System described(std::string_view name, std::string_view summary,
                          std::string_view defect_of, Adaptations adaptations) {
  return {.name = name,
          .summary = summary,
          .defect_of = defect_of,
          .settings = payments_settings(),
          .make =
              [adaptations = std::move(adaptations)](harness::Environment& environment) {
                return std::make_unique<PaymentsHost>(environment, adaptations);
              },
          .observe = &observe_payments,
          .shows = history::every_source,
          .purposes = {"claim",          "take_over",   "begin",          "begin_attempt",
                       "record_outcome", "complete",    "release",        "park",
                       "postpone",       "conclude",    "mark_published", "reconcile",
                       "reversed",       "note_break",  "settle",         "reap",
                       "store_event",    "apply_event", "postpone_event", "reap_events"},
          .calls = {"processor.authorise", "processor.capture", "processor.void",
                    "processor.refund", "processor.look_up", "processor.list", "processor.webhook",
                    "ledger.post", "notifications.notify"},
          .takes_currency =
              [](std::string_view code) { return payments::Currency::find(code).has_value(); },
          .alarms = payments_alarms(),
          .undelivered_alarm = payments::undelivered_alarm,
          .verbs = payments_verbs(),
          .edge_policy = &payments_edge_policy,
          .refuses = &payments_refusals};
}

}  // namespace

const harness::System& payments_system() {
  static const harness::System system = described(
      "payments", "the shipped payment code: state machine, keys, outbox, resolver", "", {});
  return system;
}

harness::System payments_with(std::string_view name, std::string_view summary,
                              AdaptParts adapt_parts, AdaptPorts adapt_ports,
                              AdaptConfig adapt_config) {
  return described(name, summary, payments_system().name,
                   {std::move(adapt_parts), std::move(adapt_ports), std::move(adapt_config)});
}

}  // namespace assay::systems
