// A balance is kept by the customer's name: customers of two tenants who are called the same have
// one balance between them.
// Source: rule R1 (identity is within a scope); the payment code of this project until version 4.
#include "payments/journal/rows.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/shared_rows.hpp"

namespace assay::systems {

namespace {

payments::Ports share_balances(const payments::Ports& ports, harness::Environment&,
                               std::shared_ptr<void>& owner) {
  return with_shared_rows(ports, payments::tables::balances, owner);
}

}  // namespace

Defect customers_share_balances() {
  return {.name = "customers_share_balances",
          .summary = "A balance is kept by the customer's name, whichever tenant's customer it is.",
          .lesson = "A customer is somebody's customer: the tenant is part of who they are.",
          .source = "our own, against I30; found in this code",
          .property = "told_truth",
          .scenario = "two_tenants",
          .system = payments_with("customers_share_balances",
                                  "payments, with balances that name no tenant", {},
                                  share_balances)};
}

}  // namespace assay::systems
