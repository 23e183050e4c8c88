// What an event says, as an answer to a look-up says it. A reversal is no proof of anything that
// the payment code believes of the operation, so that its outcome is unknown.
#include "systems/payments/adapters/webhooks.hpp"

#include "systems/payments/adapters/gateway.hpp"
#include "systems/payments/adapters/translate.hpp"

namespace assay::systems {

bool WebhooksAdapter::genuine(const payments::SignedMessage& message) const {
  return processor_.is_genuine({.processor = id_,
                                .event = message.id,
                                .sent = harness::TimePoint{message.sent.count},
                                .signature = message.signature,
                                .body = message.body});
}

std::optional<payments::WebhookEvent> WebhooksAdapter::read(std::string_view body) const {
  const auto news = processor_.read_webhook(body);
  if (!news || news->about.operation.empty()) return std::nullopt;
  payments::WebhookEvent event{.operation = {news->about.operation},
                               .kind = translate(news->about.kind),
                               .payable = news->about.payable,
                               .ordinal = news->about.ordinal,
                               .answer = reply_of(news->about)};
  if (news->reversed) event.answer.outcome = payments::Outcome::unknown;
  return event;
}

payments::SignedMessage translate(const harness::Webhook& message) {
  return {.id = message.event,
          .sent = payments::Instant{message.sent.ns()},
          .signature = message.signature,
          .body = message.body};
}

std::uint32_t status_of(payments::Delivered delivered) {
  switch (delivered) {
    case payments::Delivered::stored:
    case payments::Delivered::known: return harness::webhook_status::taken;
    case payments::Delivered::forged: return harness::webhook_status::not_signed;
    case payments::Delivered::out_of_time: return harness::webhook_status::refused;
    case payments::Delivered::unavailable: break;
  }
  return harness::webhook_status::unavailable;
}

}  // namespace assay::systems
