// The service's calls to processors, seen at its gateway: what it sent, heard and looked up. Not
// what became of money: that is truth.hpp.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct AttemptSent {
  static constexpr About about{
      .word = "attempt_sent",
      .source = Source::gateway,
      .meaning = "the service asks a processor to carry an operation out",
      .clause = "sends {what} to {processor}, attempt {attempt}, key {processor_key}",
      .weight = Weight::second};
  Name payable, operation, processor, processor_key;
  Amount amount;
  std::uint64_t attempt = 0;
  std::uint64_t body = 0;
  std::uint32_t ordinal = 0;
  OperationKind kind{};

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("processor", self.processor);
    tell("processor_key", self.processor_key);
    tell({"attempt", "from 1"}, self.attempt);
    tell({"body", "a fingerprint of all that was sent; 0 where nobody said"}, self.body);
    tell("amount", self.amount);
  }
};

struct AttemptAnswered {
  static constexpr About about{.word = "attempt_answered",
                               .source = Source::gateway,
                               .meaning = "what the service knows of an attempt when it ends",
                               .clause = "attempt {attempt} ends: {told}",
                               .weight = Weight::last};
  Name payable, operation, processor, processor_key;
  Amount amount;
  std::uint64_t attempt = 0;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  Outcome outcome = Outcome::none;
  bool processor_failed = false;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("processor", self.processor);
    tell("processor_key", self.processor_key);
    tell({"attempt", "from 1"}, self.attempt);
    tell({"outcome", "as its caller knows it"}, self.outcome);
    tell({"processor_failed",
          "a failure of its own: it may have had the effect, and may repeat that answer under the "
          "key for as long as it keeps it (payment-rules R5)"},
         self.processor_failed);
    tell("amount", self.amount);
  }
};

struct LookUpAnswered {
  static constexpr About about{.word = "look_up_answered",
                               .source = Source::gateway,
                               .meaning = "what a processor says of an operation when it is asked",
                               .clause = "asks the processor and hears: {told}",
                               .weight = Weight::last};
  Name payable, operation, processor;
  Amount amount;
  std::int64_t asked = 0;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  Outcome outcome = Outcome::none;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("processor", self.processor);
    tell({"asked", "when the question went out, as `at`; 0 where nobody said"}, self.asked);
    tell({"outcome", "`not_attempted`: absent; `unknown`: no answer"}, self.outcome);
    tell({"amount", "that it speaks of"}, self.amount);
  }
};

using GatewayFacts = std::variant<AttemptSent, AttemptAnswered, LookUpAnswered>;

}  // namespace assay::history
