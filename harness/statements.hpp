// The one narrow door through which a system says something of itself: what it believes. Recorded
// as its own statement; whether it is true is for the properties to say.
#pragma once

#include <string_view>
#include <variant>

#include "history/facts.hpp"
#include "history/name.hpp"

namespace assay::harness {

/// What a system may state: facts of belief, keys and mandates, events that became durable, and
/// what came of those that a processor told it of.
/// What others see is not for a system to say.
using Statement = history::OneOf<history::BeliefFacts, history::KeyFacts, history::MandateFacts,
                                 std::variant<history::EventCommitted, history::WebhookSettled>>;

/// Takes down what one machine says.
/// Threads: that of its environment; its fibers may call it side by side.
class Statements {
 public:
  virtual ~Statements() = default;

  /// The name of a text, for facts that are stated here.
  [[nodiscard]] virtual history::Name name(std::string_view text) = 0;
  /// What the system holds to be so, from now on. Contract: its names come from `name`.
  virtual void believe(const Statement& statement) = 0;
};

}  // namespace assay::harness
