// What becomes of events that come twice, in another order, too early, too late, from nobody, or
// that tell a sum so far: each has its side effect once, as the handler's own query tells. Source:
// docs/webhook-handlers.md; payment-rules I26.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "outside/comply/case_outcome.hpp"
#include "outside/handlers/subject.hpp"

namespace assay::outside::handlers {

/// In the order in which they are run.
[[nodiscard]] std::vector<std::string_view> case_names();
/// So many of them, the first, cannot be left out: without them nothing was tested.
inline constexpr std::size_t always_required = 2;

/// Runs all cases, one after the other. `run` makes references and ids of this call differ from
/// those of others; `told` may be empty.
[[nodiscard]] CaseResults check_handler(const HandlerSubject& subject, const std::string& run,
                                        const std::function<void(const CaseOutcome&)>& told = {});

}  // namespace assay::outside::handlers
