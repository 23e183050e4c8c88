// Identities, each a type of its own, so that a customer can never be passed where a payable is
// meant, and nothing that a tenant names can be passed without the tenant. Not a source of ids: new
// ones come from ports/ids.hpp or are derived from what they name.
// Serves: equal names of two tenants are two things (R1, I05).
#pragma once

#include <compare>
#include <string>
#include <utility>

namespace payments {

/// A name of one kind of thing. Two kinds never compare, convert or mix.
template <typename Kind>
struct Id {
  std::string value;

  [[nodiscard]] bool empty() const { return value.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;
};

/// Whose service this is, at one moment. The empty one is a tenant like any other: that of a host
/// which has only one.
using Tenant = Id<struct TenantKind>;

/// A name that a tenant gave: it means nothing without the tenant.
template <typename Kind>
struct TenantName {
  TenantName() = default;
  TenantName(Tenant whose, std::string name) : tenant(std::move(whose)), value(std::move(name)) {}

  Tenant tenant;
  std::string value;

  [[nodiscard]] bool empty() const { return value.empty(); }
  friend auto operator<=>(const TenantName&, const TenantName&) = default;
};

using PayableId = TenantName<struct PayableKind>;    ///< what is owed: an order, an invoice
using Scope = TenantName<struct ScopeKind>;          ///< route within which a key counts
using OperationId = Id<struct OperationIdKind>;      ///< our reference for one operation
using CustomerId = Id<struct CustomerKind>;          ///< who pays, among the payable's tenant's
using EventId = Id<struct EventIdKind>;              ///< what consumers recognise duplicates by
using EvidenceId = Id<struct EvidenceIdKind>;        ///< why one transition was made
using ProcessorKey = Id<struct ProcessorKeyKind>;    ///< idempotency key towards the processor
using IdempotencyKey = Id<struct IdempotencyKeyKind>;  ///< idempotency key of our client

}  // namespace payments
