// What an agent does that loses an answer, and what must come of it: one payment is one effect
// however often it is asked for, and two payments are two. Judged by the processor's ledger, never
// by what a tool says of itself. Source: docs/agents.md.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "outside/agents/subject.hpp"
#include "outside/comply/case_outcome.hpp"

namespace assay::outside::agents {

/// In the order in which they are run.
[[nodiscard]] std::vector<std::string_view> case_names();
/// So many of them, the first, cannot be left out: without them nothing was tested.
inline constexpr std::size_t always_required = 2;

/// Runs all cases, one after the other. `told` may be empty.
/// Errors: BadInput about the processor; std::system_error.
[[nodiscard]] CaseResults check_agent(const AgentSubject& subject,
                                      const std::function<void(const CaseOutcome&)>& told = {});

}  // namespace assay::outside::agents
