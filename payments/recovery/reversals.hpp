// Undoes what took effect although the payment was no longer open for it: a void for a hold, a
// refund for a capture. Exactly once, by the same means as any client's request: a key of its own.
// Serves: late success is adopted or reversed once (S02, policy 4.1).
#pragma once

#include "payments/api/request.hpp"
#include "payments/journal/damage.hpp"
#include "payments/journal/responses.hpp"
#include "payments/journal/rows.hpp"
#include "payments/ports/ports.hpp"
#include "payments/types/config.hpp"
#include "payments/types/step.hpp"

#include <functional>

namespace payments {

/// The ordinal of the operation that undoes this one.
[[nodiscard]] std::uint32_t reversal_ordinal(const OperationView& view);

/// Whether we have begun to undo this operation.
[[nodiscard]] bool reversed(const Payment& payment, const OperationView& view);

/// Works through the whole list of late successes to be reversed, handing each to `execute`: one
/// that makes no progress keeps nobody else from it.
StepResult reverse_late_successes(const Ports& ports, const Config& config, Damage& damage,
                                  const std::function<Response(const Request&)>& execute);

}  // namespace payments
