// What a service believes, seen where it becomes durable: steps of operations, balances, and what
// it found at a processor that its operations do not account for.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct TransitionCommitted {
  static constexpr About about{.word = "transition_committed",
                               .source = Source::belief,
                               .meaning = "an operation goes from one state to another",
                               .clause = "{what}: {from} → {to}[ ({reason})]",
                               .weight = Weight::third};
  Name payable, operation, customer, evidence, transaction, reason;
  Amount amount;
  std::uint64_t version = 0;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  State from = State::none;
  State to = State::none;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("customer", self.customer);
    tell({"version", "of the operation, from 1"}, self.version);
    tell("from", self.from);
    tell("to", self.to);
    tell({"evidence", "what the step was made on"}, self.evidence);
    tell({"transaction", "the commit that it is part of"}, self.transaction);
    tell("amount", self.amount);
    tell({"reason", "the cause; where it is parked, why"}, self.reason);
  }
};

struct BalanceCommitted {
  static constexpr About about{.word = "balance_committed",
                               .source = Source::belief,
                               .meaning = "what a customer was charged: captured less refunded",
                               .clause = "balance of {customer} is {amount}"};
  Name customer, transaction;
  Amount amount;
  std::uint64_t version = 0;

  static void fields(auto& self, auto& tell) {
    tell("customer", self.customer);
    tell({"version", "of the balance"}, self.version);
    tell("transaction", self.transaction);
    tell("amount", self.amount);
  }
};

struct BreakOpened {
  static constexpr About about{
      .word = "break_opened",
      .source = Source::belief,
      .meaning =
          "the service notes what it found at a processor and its operations do not "
          "account for (I20)",
      .clause = "notes effect {effect} beside {what}: {reason}"};
  Name payable, operation, effect, reason;
  Amount amount;
  std::uint32_t ordinal = 0;
  OperationKind kind{};

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("effect", self.effect);
    tell("amount", self.amount);
    tell({"reason", "what is wrong"}, self.reason);
  }
};

struct BreakSettled {
  static constexpr About about{.word = "break_settled",
                               .source = Source::belief,
                               .meaning = "somebody has dealt with a break, or the service has",
                               .clause = "settles what was noted of effect {effect}"};
  Name payable, operation, effect, reason;
  Amount amount;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  bool reversed = false;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("effect", self.effect);
    tell({"reversed", "the service itself has undone the effect"}, self.reversed);
    tell("amount", self.amount);
    tell({"reason", "what was wrong"}, self.reason);
  }
};

using BeliefFacts = std::variant<TransitionCommitted, BalanceCommitted, BreakOpened, BreakSettled>;

}  // namespace assay::history
