// The payment code's store: the shared database, seen from one node. Not a store of its own: what
// is committed outlives the node.
#pragma once

#include <vector>

#include "models/store/database.hpp"
#include "payments/ports/store.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class StorePort final : public payments::Store {
 public:
  StorePort(sim::Node& node, Database& database) : node_{node}, database_{database} {}

  std::expected<std::optional<payments::Row>, payments::StoreError> read(
      std::string_view table, std::string_view key) override;
  std::expected<std::vector<payments::Row>, payments::StoreError> scan(std::string_view table,
                                                                       std::string_view after_key,
                                                                       std::size_t limit) override;
  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override;

 private:
  sim::Node& node_;
  Database& database_;
};

}  // namespace assay::models
