// Why a service sends what undoes something: each void and refund of its own names what it goes
// back to. Its own statement; whether it is true is for a property to say.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct MandateNamed {
  static constexpr About about{.word = "mandate_named",
                               .source = Source::mandates,
                               .meaning = "the service says what a void or refund goes back to",
                               .clause = "means {what}: {mandate}[ of {of}]",
                               .weight = Weight::third};
  Name payable, operation, of;
  std::uint32_t ordinal = 0;
  OperationKind kind{};
  Mandate mandate = Mandate::none;

  static void fields(auto& self, auto& tell) {
    tell("payable", self.payable);
    tell("ordinal", self.ordinal);
    tell("kind", self.kind);
    tell("operation", self.operation);
    tell("mandate", self.mandate);
    tell({"of",
          "what it undoes (surplus), the saga's step, the operator's name, or the rule's "
          "version"},
         self.of);
  }
};

using MandateFacts = std::variant<MandateNamed>;

}  // namespace assay::history
