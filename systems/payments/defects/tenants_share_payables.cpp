// What a payable is called is taken for what it is: the rows of payments have no tenant in their
// keys. As long as no two tenants use the same names, nothing shows.
// Source: rule R1 (identity is within a scope); the payment code of this project until version 4.
#include "payments/journal/rows.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/shared_rows.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

payments::Ports share_payments(const payments::Ports& ports, harness::Environment&,
                               std::shared_ptr<void>& owner) {
  return with_shared_rows(ports, payments::tables::payments, owner);
}

}  // namespace

Defect tenants_share_payables() {
  return {.name = "tenants_share_payables",
          .summary = "A payable is known by its name alone, whichever tenant it is of.",
          .lesson = "The tenant is part of every identity; a name alone is nobody's.",
          .source = "our own, against R1",
          .property = "key_scope_isolation",
          .scenario = "two_tenants",
          .system = payments_with("tenants_share_payables",
                                  "payments, with rows that name no tenant", {}, share_payments)};
}

}  // namespace assay::systems
