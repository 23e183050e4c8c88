// The truth about one intent: what took effect at a processor, and what was undone. Nothing here
// comes from what the service says of itself.
#pragma once

#include <optional>
#include <vector>

#include "properties/index.hpp"

namespace assay::properties::detail {

/// One effect on money and, where it was undone, its reversal.
struct Effect {
  const Seen<EffectApplied>* applied = nullptr;
  const Seen<EffectReversed>* reversed = nullptr;
};

/// The effects among `rows`, in the order in which they were applied.
std::vector<Effect> effects_of(Rows rows);

/// Whether an effect of the intent of `claim` was there before `claim`. A void may also show as
/// the reversal of an authorisation of its payable.
bool took_effect_before(const Index& index, const Observation& claim);

/// What is said of money, and when.
struct StatedMovement {
  std::uint32_t sequence = 0;
  OperationKind kind{};
  Amount amount;
};

/// The effect among `rows` that was applied before `claim` for the amount that `claim` states;
/// any effect where it states none, or is about a void.
const Seen<EffectApplied>* effect_backing(Rows rows, const StatedMovement& claim);

/// The first committed belief that shows an effect: succeeded, or parked for a person to look at.
const Seen<TransitionCommitted>* record_of(Rows rows);

/// What a history says of one effect having a record in time: true or false, or nothing while
/// the bound is still running. A reversal in time leaves nothing to be seen.
std::optional<bool> recorded_in_time(const Index& index, const Effect& effect, Rows rows);

}  // namespace assay::properties::detail
