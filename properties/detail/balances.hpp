// The part of told_truth (I30) that is about balances: a reader is told only an amount that was
// true. Stale is allowed, invented is not.
#pragma once

#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties::detail {

/// Judges every `amount_read`. What was told must be
/// - at most what processors had captured for that customer by then, and not below what they had
///   refunded: belief may trail the truth in any order, but never runs ahead of it; and
/// - nothing, or a balance that was committed for that customer before; where no balance is ever
///   committed, a sum that the committed captures and refunds passed through.
void judge_amounts_read(const Index& index, Violations& violations);

}  // namespace assay::properties::detail
