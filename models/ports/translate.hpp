// The payment code's words in the neutral record's, and back. Not decoding of rows: whoever wires
// the payment code does that.
#pragma once

#include <optional>

#include "history/observation.hpp"
#include "models/clients/terms.hpp"
#include "models/observation_text.hpp"
#include "payments/types/event.hpp"
#include "payments/types/operation.hpp"
#include "payments/types/outcome.hpp"
#include "sim/time.hpp"

namespace assay::models {

/// What a name within a tenant is called in the world, where all tenants meet.
template <typename Kind>
[[nodiscard]] std::string world_name(const payments::TenantName<Kind>& name) {
  return world_name(name.tenant.value, name.value);
}

[[nodiscard]] history::OperationKind translate(payments::OperationKind kind);
[[nodiscard]] payments::OperationKind translate(history::OperationKind kind);
[[nodiscard]] history::Outcome translate(payments::Outcome outcome);
[[nodiscard]] history::Outcome translate(payments::EventKind kind);
[[nodiscard]] history::Amount translate(payments::Money money);
[[nodiscard]] Terms translate(const payments::Terms& terms);
/// None where the instrument is no token: it is a card number.
[[nodiscard]] std::optional<payments::Terms> translate(Terms&& terms);
/// Currency XXX where the code is not one that the payment code accepts.
[[nodiscard]] payments::Money translate(const history::Amount& amount);
[[nodiscard]] constexpr sim::Duration translate(payments::Duration length) {
  return sim::Duration{length.count};
}
[[nodiscard]] constexpr payments::Duration translate(sim::Duration length) {
  return payments::Duration{length.ns()};
}

}  // namespace assay::models
