// Whether the lines of each payout add up to it: gross less fees, refunds and disputes, with
// reserve and what else is named, to the minor unit. Serves: R42.
#pragma once

#include "payments/reconciliation/findings.hpp"

namespace payments::reconciliation {

/// Compares each payout with its lines, and puts those in their bucket that belong to no operation:
/// fees, taxes, reserves. After operations and payouts were compared, of which it leaves alone what
/// they have said.
void check_batches(std::span<const Line> lines, const Expectations& expected, Day today,
                   Findings& findings);

}  // namespace payments::reconciliation
