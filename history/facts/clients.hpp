// What clients and readers do and see: what they want, ask for, are told, and let go on the
// strength of it.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct IntentDeclared {
  static constexpr About about{.word = "intent_declared",
                               .source = Source::client,
                               .meaning = "a client wants something to happen once",
                               .clause = "wants {what}: {amount}"};
  Name payable, customer;
  Amount amount;
  std::uint32_t ordinal = 0;
  OperationKind kind{};

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("customer", self.customer);
    tell("amount", self.amount);
  }
};

struct IntentAbandoned {
  static constexpr About about{
      .word = "intent_abandoned",
      .source = Source::client,
      .meaning = "the client will not ask again; where it was `cancelled`, it owes nothing for it",
      .clause = "gives up on {what}",
      .weight = Weight::second};
  Name payable, reason;
  std::uint32_t ordinal = 0;
  OperationKind kind{};

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("reason", self.reason);
  }
};

/// The reasons of a client that took its order back, and of one whose tries are spent.
inline constexpr std::string_view cancelled = "cancelled";
inline constexpr std::string_view tries_spent = "tries_spent";

struct RequestSent {
  static constexpr About about{.word = "request_sent",
                               .source = Source::client,
                               .meaning = "a client asks the service, under a key",
                               .clause = "asks for {what}, try {try}",
                               .weight = Weight::third};
  Name payable, scope, key, fingerprint;
  Name parent;  ///< empty where the service is to choose
  Amount amount;
  std::uint64_t try_number = 0;
  std::uint32_t ordinal = 0;
  OperationKind kind{};

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("scope", self.scope);
    tell("key", self.key);
    tell("fingerprint", self.fingerprint);
    tell({"parent", "the operation that it is to lean on, where the client names one"},
         self.parent);
    tell({"try", "from 1"}, self.try_number);
    tell("amount", self.amount);
  }
};

struct ResponseReceived {
  static constexpr About about{.word = "response_received",
                               .source = Source::client,
                               .meaning = "a client is told something in answer to a request",
                               .clause = "is told {what}: {told}",
                               .weight = Weight::second};
  Name payable, operation, scope, key, fingerprint, reason;
  Amount amount;
  std::uint64_t try_number = 0;
  std::uint32_t ordinal = 0;
  std::uint32_t status = 0;
  OperationKind kind{};
  Outcome outcome = Outcome::none;
  bool replayed = false;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell({"operation", "the service's own reference"}, self.operation);
    tell("scope", self.scope);
    tell("key", self.key);
    tell("fingerprint", self.fingerprint);
    tell({"try", "that is answered, from 1"}, self.try_number);
    tell({"status", "as HTTP has them"}, self.status);
    tell({"outcome", "as told"}, self.outcome);
    tell({"amount", "as told, or as asked for"}, self.amount);
    tell({"reason", "a word of the service's own"}, self.reason);
    tell({"replayed", "the service says that it had stored it"}, self.replayed);
  }
};

struct NotificationReceived {
  static constexpr About about{.word = "notification_received",
                               .source = Source::client,
                               .meaning = "a customer is told without having asked",
                               .clause = "is notified of {what}: {told}"};
  Name payable, operation, customer, by_event;
  Amount amount;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  Outcome outcome = Outcome::none;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("customer", self.customer);
    tell({"by_event", "the event that it was made of"}, self.by_event);
    tell({"outcome", "as told"}, self.outcome);
    tell("amount", self.amount);
  }
};

struct AmountRead {
  static constexpr About about{.word = "amount_read",
                               .source = Source::reads,
                               .meaning = "a reader is told a balance: captured less refunded",
                               .clause = "reads a balance of {amount} for {customer}"};
  Name customer;
  Amount amount;

  static void fields(auto& self, auto& tell) {
    tell("customer", self.customer);
    tell("amount", self.amount);
  }
};

struct FulfilmentStarted {
  static constexpr About about{.word = "fulfilment_started",
                               .source = Source::goods,
                               .meaning = "goods leave, or a service begins",
                               .clause = "lets the goods of {payable} go: {amount}"};
  Name payable, customer;
  Amount amount;
  std::uint32_t ordinal = 0;
  OperationKind kind{};

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("customer", self.customer);
    tell({"amount", "what leaves"}, self.amount);
  }
};

using ClientFacts = std::variant<IntentDeclared, IntentAbandoned, RequestSent, ResponseReceived,
                                 NotificationReceived, AmountRead, FulfilmentStarted>;

}  // namespace assay::history
