// The payment code's store over the environment's: the same rows, versions and errors in other
// types. It adds nothing.
#pragma once

#include <vector>

#include "harness/store.hpp"
#include "payments/ports/store.hpp"

namespace assay::systems {

class StoreAdapter final : public payments::Store {
 public:
  explicit StoreAdapter(harness::Store& store) : store_{store} {}

  std::expected<std::optional<payments::Row>, payments::StoreError> read(
      std::string_view table, std::string_view key) override;
  std::expected<std::vector<payments::Row>, payments::StoreError> scan(std::string_view table,
                                                                       std::string_view after_key,
                                                                       std::size_t limit) override;
  std::expected<std::vector<payments::Row>, payments::StoreError> due(
      const payments::DueIndex& index, const payments::DuePlace& after, payments::Instant until,
      std::size_t limit) override;
  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override;

 private:
  harness::Store& store_;
};

}  // namespace assay::systems
