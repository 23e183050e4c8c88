// The faults of a processor when it makes an event: what models/rules/webhooks.hpp says, one in
// each file of faults/. Asked once per movement that is told of. What becomes of an event on its
// way is a fault of messages.
#pragma once

#include "models/rules/webhooks.hpp"
#include "sim/decisions/fault.hpp"

namespace assay::models {

using WebhookFault = sim::Fault<WebhookMishap>;
using WebhookFaultTable = sim::FaultTable<WebhookMishap>;

/// One for each file of faults/, by name.
[[nodiscard]] const WebhookFaultTable& webhook_faults();

}  // namespace assay::models
