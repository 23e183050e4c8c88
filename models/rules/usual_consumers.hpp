// The two consumers downstream, as they ought to be: the ledger, which books captures less refunds
// with two legs that add up to nothing, and the notifications, which tell the customer. Each
// applies an event once, in the order of its payable. Source: R34 (dedupe by event id, order by
// aggregate), I24, I25.
#pragma once

#include <memory>
#include <string_view>

#include "harness/consumer.hpp"

namespace assay::models {

/// The consumer of that name (harness::consumers).
/// Errors: std::out_of_range where there is none.
[[nodiscard]] std::unique_ptr<harness::Consumer> usual_consumer(std::string_view name);

}  // namespace assay::models
