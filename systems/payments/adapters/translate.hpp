// The payment code's words in the neutral record's, and back. Not decoding of rows: whoever wires
// the payment code does that.
#pragma once

#include <optional>

#include "harness/names.hpp"
#include "harness/terms.hpp"
#include "harness/time.hpp"
#include "history/amount.hpp"
#include "history/words.hpp"
#include "payments/types/event.hpp"
#include "payments/types/operation.hpp"
#include "payments/types/outcome.hpp"

namespace assay::systems {

/// What a name within a tenant is called in the world, where all tenants meet.
template <typename Kind>
[[nodiscard]] std::string world_name(const payments::TenantName<Kind>& name) {
  return harness::world_name(name.tenant.value, name.value);
}

[[nodiscard]] history::OperationKind translate(payments::OperationKind kind);
[[nodiscard]] payments::OperationKind translate(history::OperationKind kind);
[[nodiscard]] history::Outcome translate(payments::Outcome outcome);
[[nodiscard]] history::Outcome translate(payments::EventKind kind);
[[nodiscard]] history::Amount translate(payments::Money money);
[[nodiscard]] harness::Terms translate(const payments::Terms& terms);
/// None where the instrument is no token: it is a card number.
[[nodiscard]] std::optional<payments::Terms> translate(harness::Terms&& terms);
/// Currency XXX where the code is not one that the payment code accepts.
[[nodiscard]] payments::Money translate(const history::Amount& amount);
[[nodiscard]] constexpr harness::Duration translate(payments::Duration length) {
  return harness::Duration{length.count};
}
[[nodiscard]] constexpr payments::Duration translate(harness::Duration length) {
  return payments::Duration{length.ns()};
}

}  // namespace assay::systems
