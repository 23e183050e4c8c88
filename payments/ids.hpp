// Identities, each a type of its own, so that a customer can never be passed where a payable is
// meant. Not a source of ids: new ones come from ports/ids.hpp or are derived from what they name.
#pragma once

#include <compare>
#include <string>

namespace payments {

/// A name of one kind of thing. Two kinds never compare, convert or mix.
template <typename Kind>
struct Id {
  std::string value;

  [[nodiscard]] bool empty() const { return value.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;
};

using PayableId = Id<struct PayableKind>;            ///< what is owed: an order, an invoice
using OperationId = Id<struct OperationIdKind>;      ///< our reference for one operation
using CustomerId = Id<struct CustomerKind>;          ///< whose balance it is
using EventId = Id<struct EventIdKind>;              ///< what consumers recognise duplicates by
using EvidenceId = Id<struct EvidenceIdKind>;        ///< why one transition was made
using ProcessorKey = Id<struct ProcessorKeyKind>;    ///< idempotency key towards the processor
using IdempotencyKey = Id<struct IdempotencyKeyKind>;  ///< idempotency key of our client
using Scope = Id<struct ScopeKind>;                  ///< tenant and route within which a key counts

}  // namespace payments
