// The truth, seen at the processor: what took effect on money, what was refused and undone. No
// system can state it.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct EffectApplied {
  static constexpr About about{.word = "effect_applied",
                               .source = Source::truth,
                               .meaning = "money moved, or a hold was placed or released",
                               .clause = "{what} takes effect: {amount}",
                               .weight = Weight::first};
  Name payable, operation, processor, processor_key, effect;
  Amount amount;
  std::int64_t capture_before = 0;  ///< of a hold
  std::uint32_t ordinal = 0;
  OperationKind kind{};

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("processor", self.processor);
    tell("processor_key", self.processor_key);
    tell({"effect", "the processor's own reference"}, self.effect);
    tell("amount", self.amount);
    tell({"capture_before", "when a hold lapses; 0 where nobody said"}, self.capture_before);
  }
};

struct EffectDeclined {
  static constexpr About about{.word = "effect_declined",
                               .source = Source::truth,
                               .meaning = "a processor refused an operation for good",
                               .clause = "declines {what}",
                               .weight = Weight::third};
  Name payable, operation, processor, processor_key, reason;
  Amount amount;
  std::uint32_t ordinal = 0;
  OperationKind kind{};

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("processor", self.processor);
    tell("processor_key", self.processor_key);
    tell("amount", self.amount);
    tell({"reason", "the processor's decline code"}, self.reason);
  }
};

struct EffectReversed {
  static constexpr About about{
      .word = "effect_reversed",
      .source = Source::truth,
      .meaning = "an effect was undone, by a completed void, an expiry or a reversal",
      .clause = "undoes effect {effect}: {reason}",
      .weight = Weight::first};
  Name payable, operation, processor, processor_key, effect, reason;
  Amount amount;
  std::uint32_t ordinal = 0;
  OperationKind kind{};

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("processor", self.processor);
    tell("processor_key", self.processor_key);
    tell("effect", self.effect);
    tell("amount", self.amount);
    tell({"reason", "how it came to be undone"}, self.reason);
  }
};

using TruthFacts = std::variant<EffectApplied, EffectDeclined, EffectReversed>;

}  // namespace assay::history
