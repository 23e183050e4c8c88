// The part of books_agree (I20) that is about customers' accounts: what is written down of them for
// good, here or in a ledger, and what whoever looks at them at rest is told, is what really moved,
// or what is open explains the difference. A value that stays wrong is not stale.
#pragma once

#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties::detail {

/// Judges the last balance of each customer that was committed, where any is; the accounts under
/// customers' names in a ledger that has such; and every reading that was wholly made after the
/// last fact about its customer: by somebody who had read since that fact before, and so asked
/// again after it. Contract: the history came to rest.
void judge_accounts_at_rest(const Index& index, Violations& violations);

}  // namespace assay::properties::detail
