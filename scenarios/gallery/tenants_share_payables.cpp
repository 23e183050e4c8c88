// What a payable is called is taken for what it is: the rows of payments have no tenant in their
// keys. As long as no two tenants use the same names, nothing shows.
// Source: rule R1 (identity is within a scope); the payment code of this project until version 4.
#include "payments/stored.hpp"
#include "scenarios/defect.hpp"
#include "scenarios/gallery/wrapped_store.hpp"
#include "scenarios/systems/payments_host.hpp"

namespace assay::scenarios {

namespace {

/// Keeps the rows of all tenants under the key that the tenant without a name would have.
class NamesAlone final : public WrappedStore {
 public:
  using WrappedStore::WrappedStore;

  std::expected<std::optional<payments::Row>, payments::StoreError> read(
      std::string_view table, std::string_view key) override {
    return WrappedStore::read(table, without_tenant(table, key));
  }
  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override {
    payments::Transaction shared = transaction;
    for (payments::Write& write : shared.writes) {
      write.key = without_tenant(write.table, write.key);
    }
    return WrappedStore::commit(shared);
  }

 private:
  /// A key begins with the tenant's length, a colon, and the tenant.
  static std::string without_tenant(std::string_view table, std::string_view key) {
    namespace tables = payments::tables;
    if (table != tables::payments) return std::string{key};
    const std::size_t colon = key.find(':');
    const auto length = static_cast<std::size_t>(std::stoul(std::string{key.substr(0, colon)}));
    return "0:" + std::string{key.substr(colon + 1 + length)};
  }
};

payments::Ports share_rows(const payments::Ports& ports, std::shared_ptr<void>& owner) {
  auto store = std::make_shared<NamesAlone>(ports);
  const payments::Ports adapted{ports.clock,   ports.ids, *store,
                                ports.gateway, ports.bus, ports.telemetry};
  owner = std::move(store);
  return adapted;
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
                                  "payments, with rows that name no tenant", {}, share_rows)};
}

}  // namespace assay::scenarios
