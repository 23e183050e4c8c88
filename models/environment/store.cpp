// Copies of rows for whoever may wait before they look at them.
#include "models/environment/store.hpp"

namespace assay::models {

std::expected<std::optional<harness::Row>, harness::ReadFailure> NodeStore::read(
    std::string_view table, std::string_view key) {
  if (!database_.reachable_from(node_)) return std::unexpected{harness::ReadFailure::unavailable};
  const harness::Row* const row = database_.read(node_, table, key);
  if (row == nullptr) return std::nullopt;
  return *row;
}

std::expected<std::vector<harness::Row>, harness::ReadFailure> NodeStore::scan(
    std::string_view table, std::string_view after, std::size_t limit) {
  if (!database_.reachable_from(node_)) return std::unexpected{harness::ReadFailure::unavailable};
  return database_.scan(node_, table, after, limit);
}

std::expected<std::vector<harness::Row>, harness::ReadFailure> NodeStore::due(
    std::string_view table, std::string_view index, const harness::DuePlace& after,
    harness::TimePoint until, std::size_t limit) {
  if (!database_.reachable_from(node_)) return std::unexpected{harness::ReadFailure::unavailable};
  return database_.due(node_, table, index, after, until, limit);
}

std::expected<void, harness::CommitFailure> NodeStore::commit(
    const harness::Transaction& transaction) {
  return database_.commit(node_, transaction);
}

}  // namespace assay::models
