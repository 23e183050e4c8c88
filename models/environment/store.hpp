// The shared database, seen from one node. Not a store of its own: what is committed outlives the
// node.
#pragma once

#include "harness/store.hpp"
#include "models/store/database.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class NodeStore final : public harness::Store {
 public:
  NodeStore(sim::Node& node, Database& database) : node_{node}, database_{database} {}

  std::expected<std::optional<harness::Row>, harness::ReadFailure> read(
      std::string_view table, std::string_view key) override;
  std::expected<std::vector<harness::Row>, harness::ReadFailure> scan(std::string_view table,
                                                                      std::string_view after,
                                                                      std::size_t limit) override;
  std::expected<std::vector<harness::Row>, harness::ReadFailure> due(std::string_view table,
                                                                     std::string_view index,
                                                                     const harness::DuePlace& after,
                                                                     harness::TimePoint until,
                                                                     std::size_t limit) override;
  std::expected<void, harness::CommitFailure> commit(
      const harness::Transaction& transaction) override;

 private:
  sim::Node& node_;
  Database& database_;
};

}  // namespace assay::models
