// News downstream: an event is committed, published, arrives and takes effect at a consumer. Not
// what a ledger books of it: that is ledger.hpp.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct EventCommitted {
  static constexpr About about{.word = "event_committed",
                               .source = Source::events,
                               .meaning = "the end of an operation is to be announced",
                               .clause = "commits event {event} about {what}"};
  Name payable, operation, customer, event, transaction;
  Amount amount;
  std::uint64_t place = 0;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  Outcome outcome = Outcome::none;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("customer", self.customer);
    tell("event", self.event);
    tell({"place", "among the events of its payable, from 1"}, self.place);
    tell("transaction", self.transaction);
    tell("outcome", self.outcome);
    tell("amount", self.amount);
  }
};

struct EventPublished {
  static constexpr About about{.word = "event_published",
                               .source = Source::events,
                               .meaning = "the relay sends an event to a consumer",
                               .clause = "publishes event {event} to {consumer}"};
  Name payable, operation, event, consumer;
  Amount amount;
  std::uint64_t place = 0;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  Outcome outcome = Outcome::none;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("event", self.event);
    tell("consumer", self.consumer);
    tell("place", self.place);
    tell("outcome", self.outcome);
    tell("amount", self.amount);
  }
};

struct EventConsumed {
  static constexpr About about{.word = "event_consumed",
                               .source = Source::events,
                               .meaning = "an event arrived at a consumer and was acknowledged",
                               .clause = "event {event} reaches {consumer}"};
  Name payable, operation, event, consumer;
  Amount amount;
  std::uint64_t place = 0;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  Outcome outcome = Outcome::none;

  static void fields(auto& self, auto& tell) { EventPublished::fields(self, tell); }
};

struct EventApplied {
  static constexpr About about{.word = "event_applied",
                               .source = Source::events,
                               .meaning = "an event took business effect at a consumer",
                               .clause = "event {event} takes effect at {consumer}: {amount}"};
  Name payable, operation, event, consumer;
  Amount amount;
  std::uint64_t place = 0;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  Outcome outcome = Outcome::none;

  static void fields(auto& self, auto& tell) { EventPublished::fields(self, tell); }
};

using EventFacts = std::variant<EventCommitted, EventPublished, EventConsumed, EventApplied>;

}  // namespace assay::history
