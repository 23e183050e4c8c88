// One operation on money: what it does, to what, and for how much. These facts never change once
// the operation exists; what we believe about it does (state_machine.hpp).
#pragma once

#include "payments/types/ids.hpp"
#include "payments/types/money.hpp"
#include "payments/types/terms.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace payments {

enum class OperationKind : std::uint8_t { authorise, capture, void_authorisation, refund };

[[nodiscard]] constexpr std::string_view to_text(OperationKind kind) {
  switch (kind) {
    case OperationKind::authorise: return "authorise";
    case OperationKind::capture: return "capture";
    case OperationKind::void_authorisation: return "void";
    case OperationKind::refund: return "refund";
  }
  return "authorise";
}

/// What the client means: the `ordinal`-th operation of this kind on this payable (R22).
/// Two equal amounts are two operations; two tries of one are the same.
struct Facts {
  OperationId operation;  ///< ours, minted once per claim of a client's key
  PayableId payable;
  OperationKind kind{};
  std::uint32_t ordinal = 0;
  CustomerId customer;
  Money amount;
  OperationId parent;  ///< the authorisation that a capture, void or refund leans on
  std::string effect;  ///< the processor's own reference of that authorisation's effect, if known
  Terms terms;

  friend bool operator==(const Facts&, const Facts&) = default;
};

}  // namespace payments
