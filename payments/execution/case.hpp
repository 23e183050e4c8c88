// One operation at hand: its payment, its entry among the open ones, and the right to act on it,
// each as last read. Not a cache: every commit is conditional on what was read here.
#pragma once

#include "payments/idempotency/idempotency.hpp"
#include "payments/journal/rows.hpp"
#include "payments/journal/stored.hpp"
#include "payments/ports/store.hpp"

#include <expected>
#include <optional>

namespace payments {

struct Case {
  OperationId operation;
  Stored<Payment> payment;
  std::optional<Stored<OpenRow>> open;
  std::optional<Claim> claim;  ///< none: we may add evidence, but not send

  /// The belief about the operation. It must have begun.
  [[nodiscard]] const OperationView& view() const;
  [[nodiscard]] State state() const;
};

/// Reads the payment and the open entry anew, and the claim if we hold one. A claim that somebody
/// else has taken over in the meantime is gone from the case. Errors: the case is unchanged.
[[nodiscard]] std::expected<void, StoreError> refresh(Store& store, Case& subject);

/// The case of one operation of a payable, without a claim.
[[nodiscard]] std::expected<Case, StoreError> load_case(Store& store, const PayableId& payable,
                                                        const OperationId& operation);

/// Ends a claim with its operation: a final response is stored, "never attempted" is not, so that
/// the key can be claimed again (policy 4.1).
void end_with(ClaimRecord& record, const OperationView& ended, Instant now, const Config& config);

}  // namespace payments
