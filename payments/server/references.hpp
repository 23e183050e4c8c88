// Clients name the captures, voids and refunds of a payment by references of their own; the payment
// code counts them. This keeps which is which: the same reference is the same operation for ever.
#pragma once

#include "payments/ports/store.hpp"
#include "payments/types/ids.hpp"
#include "payments/types/operation.hpp"

#include <cstdint>
#include <expected>
#include <string>

namespace payments::server {

/// Threads: any.
class References {
 public:
  explicit References(Store& store) : store_(store) {}

  /// The ordinal of a reference, which is given out where it is new.
  /// Errors: unavailable; ask again.
  std::expected<std::uint32_t, StoreError> ordinal(const PayableId& payable, OperationKind kind,
                                                   const std::string& reference);
  /// The reference that has this ordinal; empty: none, or it cannot be read now.
  [[nodiscard]] std::string reference(const PayableId& payable, OperationKind kind,
                                      std::uint32_t ordinal);

 private:
  std::expected<std::uint32_t, StoreError> known(const PayableId& payable, OperationKind kind,
                                                 const std::string& reference);

  Store& store_;
};

}  // namespace payments::server
