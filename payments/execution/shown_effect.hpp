// What a processor shows of an effect, in a list or an event, held against the operation that it
// says it belongs to. Whoever takes evidence in asks here first, whichever way it came.
// Serves: evidence is bound to amount and operation (I22); one effect per operation (I20).
#pragma once

#include "payments/journal/breaks.hpp"
#include "payments/journal/journal.hpp"
#include "payments/ports/gateway.hpp"

#include <optional>

namespace payments {

/// Why it cannot be taken for the effect that was asked for; none where it can. `able`: what the
/// processor promises.
[[nodiscard]] std::optional<BreakRow::What> mismatch(const GatewayReply& shown,
                                                     const OperationView& view,
                                                     const Capabilities& able);

/// Whether what is shown is another effect than the one that we go by.
[[nodiscard]] bool is_another_effect(const GatewayReply& shown, const OperationView& view);

}  // namespace payments
