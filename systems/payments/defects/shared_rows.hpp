// A store in which the rows of one table are the same for all tenants: what a defect of identity
// is made of. Not a wrapper for anything else.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "systems/payments/defects/wrapped_store.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

/// Keeps the rows of one table under the keys that the tenant without a name would have.
class SharedRows final : public WrappedStore {
 public:
  SharedRows(const payments::Ports& ports, std::string_view table)
      : WrappedStore{ports}, table_{table} {}

  std::expected<std::optional<payments::Row>, payments::StoreError> read(
      std::string_view table, std::string_view key) override {
    return WrappedStore::read(table, key_in(table, key));
  }
  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override {
    payments::Transaction shared = transaction;
    for (payments::Write& write : shared.writes) write.key = key_in(write.table, write.key);
    return WrappedStore::commit(shared);
  }

 private:
  /// A key begins with the tenant's length, a colon, and the tenant.
  [[nodiscard]] std::string key_in(std::string_view table, std::string_view key) const {
    if (table != table_) return std::string{key};
    const std::size_t colon = key.find(':');
    const auto length = static_cast<std::size_t>(std::stoul(std::string{key.substr(0, colon)}));
    return "0:" + std::string{key.substr(colon + 1 + length)};
  }

  std::string_view table_;
};

/// Ports with such a store; `owner` keeps it.
inline payments::Ports with_shared_rows(const payments::Ports& ports, std::string_view table,
                                        std::shared_ptr<void>& owner) {
  auto store = std::make_shared<SharedRows>(ports, table);
  const payments::Ports adapted{ports.clock, ports.ids,       *store,        ports.gateway,
                                ports.bus,   ports.telemetry, ports.webhooks};
  owner = std::move(store);
  return adapted;
}

}  // namespace assay::systems
