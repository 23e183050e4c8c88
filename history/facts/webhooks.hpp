// What a processor tells a service unasked: an event is sent, arrives, is answered, and the service
// says what came of it. Not the service's own events: those are events.hpp.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct WebhookSent {
  static constexpr About about{
      .word = "webhook_sent",
      .source = Source::webhooks,
      .meaning = "a processor tells unasked what became of an operation; once for each try",
      .clause = "tells unasked of {what}, {told}, as event {webhook}, try {attempt}",
      .weight = Weight::third};
  Name payable, operation, processor, webhook, effect;
  Amount amount;
  std::uint64_t attempt = 0;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  Outcome outcome = Outcome::none;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("processor", self.processor);
    tell({"webhook", "the id of the event, the same in every try"}, self.webhook);
    tell({"attempt", "which try of this delivery, from 1"}, self.attempt);
    tell({"effect", "the processor's own reference"}, self.effect);
    tell({"outcome", "`none`: what was done counts no longer"}, self.outcome);
    tell("amount", self.amount);
  }
};

struct WebhookDelivered {
  static constexpr About about{.word = "webhook_delivered",
                               .source = Source::webhooks,
                               .meaning =
                                   "an event of a processor, or what looks like one, "
                                   "arrives at the service",
                               .clause = "is told event {webhook} by {processor}"};
  Name processor, webhook;
  bool genuine = false;

  static void fields(auto& self, auto& tell) {
    tell("processor", self.processor);
    tell("webhook", self.webhook);
    tell({"genuine", "the processor has made it, by a secret that is valid"}, self.genuine);
  }
};

struct WebhookAnswered {
  static constexpr About about{.word = "webhook_answered",
                               .source = Source::webhooks,
                               .meaning = "the service answers a delivery",
                               .clause = "answers event {webhook} by {status}"};
  Name processor, webhook;
  std::uint32_t status = 0;
  bool genuine = false;

  static void fields(auto& self, auto& tell) {
    tell("processor", self.processor);
    tell("webhook", self.webhook);
    tell({"status", "as HTTP has it: after a 2xx nobody tells it again"}, self.status);
    tell({"genuine", "of what was delivered"}, self.genuine);
  }
};

struct WebhookSettled {
  static constexpr About about{.word = "webhook_settled",
                               .source = Source::webhooks,
                               .meaning = "the service says what has become of an event",
                               .clause = "says of event {webhook}: {end}",
                               .weight = Weight::second};
  Name webhook, transaction;
  NewsEnd end = NewsEnd::kept;

  static void fields(auto& self, auto& tell) {
    tell("webhook", self.webhook);
    tell("end", self.end);
    tell({"transaction", "the commit that says so"}, self.transaction);
  }
};

using WebhookFacts = std::variant<WebhookSent, WebhookDelivered, WebhookAnswered, WebhookSettled>;

}  // namespace assay::history
