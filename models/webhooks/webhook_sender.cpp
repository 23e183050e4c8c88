// One fiber per event: it waits, posts, and waits again.
#include "models/webhooks/webhook_sender.hpp"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "models/observation_text.hpp"
#include "models/webhooks/webhook_fault.hpp"
#include "models/webhooks/webhook_message.hpp"
#include "sim/digest.hpp"
#include "sim/world/world.hpp"

namespace assay::models {
namespace {

history::Outcome outcome_told(Movement::Kind kind) {
  switch (kind) {
    case Movement::Kind::applied: return history::Outcome::success;
    case Movement::Kind::declined: return history::Outcome::declined;
    case Movement::Kind::reversed: return history::Outcome::none;
  }
  return history::Outcome::none;
}

std::string secret_of(std::string_view processor, Signer signer, std::size_t tries) {
  if (signer == Signer::forger) return "no secret";
  const bool old = signer == Signer::old_secret_first && tries == 1;
  return (old ? "old " : "") + webhook_secret(processor);
}

}  // namespace

void WebhookSender::tell(const Movement& moved) {
  if (!is_on()) return;
  const std::string scope =
      scope_of(moved.request.payable, moved.request.kind, moved.request.ordinal);
  std::string first;
  for (const Telling& telling : tellings_of(moved, mishap_at(scope))) {
    const bool own_id = first.empty() || !telling.first_id;
    std::string event = own_id ? fmt::format("evt_{}", ++events_) : first;
    if (first.empty()) first = event;
    node_.spawn(
        "webhook", sim::Role::operation,
        [this, delivery = delivery_of(telling, std::move(event), scope)] { deliver(delivery); });
  }
}

WebhookMishap WebhookSender::mishap_at(std::string_view scope) {
  sim::World& world = node_.world();
  const std::string action = fmt::format("{}.{}/event", node_.service(), webhook_operation);
  const std::string at = fmt::format("{}/{}", listener(scope, 1).name(), scope);
  const WebhookFault* const fault = world.fault_at(action, at, webhook_faults());
  if (fault == nullptr) return {};
  world.showed(world.latest_fault());
  return fault->effect;
}

WebhookSender::Delivery WebhookSender::delivery_of(const Telling& telling, std::string event,
                                                   const std::string& scope) {
  const Movement& moved = telling.moved;
  const harness::ProcessorRequest& request = moved.request;
  history::WebhookSent told{.payable = recorder_.name(request.payable),
                            .operation = recorder_.name(request.operation),
                            .processor = recorder_.name(node_.service()),
                            .webhook = recorder_.name(event),
                            .effect = recorder_.name(moved.effect),
                            .amount = request.amount,
                            .ordinal = request.ordinal,
                            .kind = request.kind,
                            .outcome = outcome_told(moved.kind)};
  return {.event = std::move(event),
          .scope = scope,
          .body = webhook_body(moved),
          .told = told,
          .signer = telling.signer,
          .after = config_.manners->after + telling.later};
}

void WebhookSender::deliver(const Delivery& delivery) {
  sim::Kernel& kernel = node_.world().kernel();
  std::optional<sim::Duration> pause = delivery.after;
  for (std::size_t tries = 1; pause; ++tries) {
    if (*pause > sim::Duration{}) (void)kernel.wait(kernel.now() + *pause);
    if (!kernel.may_act()) return;
    pause = retry_after(delivery.signer, tries, post(delivery, tries));
  }
}

/// Makes one try. What a forger sends, no processor has told. Returns: the status, or 0.
std::uint32_t WebhookSender::post(const Delivery& delivery, std::size_t tries) {
  sim::World& world = node_.world();
  if (delivery.signer != Signer::forger) {
    history::WebhookSent told = delivery.told;
    told.attempt = tries;
    recorder_.record(node_, told);
  }
  const std::string body = encode(signed_now(delivery, tries));
  const sim::CallResult result = world.network().call(node_, {.to = listener(delivery.scope, tries),
                                                              .operation = webhook_operation,
                                                              .scope = delivery.scope,
                                                              .body = body,
                                                              .timeout = config_.manners->patience,
                                                              .hold_max = webhook_hold_max,
                                                              .named_by_caller = true});
  return result.status == sim::CallStatus::answered ? decode_status(result.body) : 0;
}

/// What is signed is signed now: an event that is held arrives with an old signature.
harness::Webhook WebhookSender::signed_now(const Delivery& delivery, std::size_t tries) const {
  harness::Webhook message{.processor = node_.service(),
                           .event = delivery.event,
                           .sent = node_.world().now(),
                           .signature = {},
                           .body = delivery.body};
  message.signature =
      webhook_signature(message, secret_of(node_.service(), delivery.signer, tries));
  return message;
}

sim::Node& WebhookSender::listener(std::string_view scope, std::size_t tries) const {
  const std::vector<sim::Node*>& all = *config_.listeners;
  return *all[(sim::hash_text(scope) % all.size() + tries - 1) % all.size()];
}

std::uint32_t decode_status(std::string_view body) {
  std::uint32_t status = 0;
  const char* const end = body.data() + body.size();
  const bool whole = std::from_chars(body.data(), end, status).ptr == end;
  return whole ? status : 0;
}

std::string encode_status(std::uint32_t status) { return std::to_string(status); }

}  // namespace assay::models
