// Rows and writes as the payment code has them, over the database's.
#include "models/ports/store.hpp"

#include <string>

namespace assay::models {
namespace {

payments::Row row_of(const StoredRow& row) { return {row.key, row.value, row.version}; }

payments::CommitError error_of(CommitFailure failure) {
  switch (failure) {
    case CommitFailure::duplicate: return payments::CommitError::duplicate;
    case CommitFailure::stale: return payments::CommitError::stale;
    case CommitFailure::serialisation: return payments::CommitError::serialisation;
    case CommitFailure::unavailable: return payments::CommitError::unavailable;
    case CommitFailure::unknown: break;
  }
  return payments::CommitError::unknown;
}

}  // namespace

std::expected<std::optional<payments::Row>, payments::StoreError> StorePort::read(
    std::string_view table, std::string_view key) {
  if (!database_.reachable_from(node_)) return std::unexpected{payments::StoreError::unavailable};
  const StoredRow* const row = database_.read(node_, table, key);
  if (row == nullptr) return std::nullopt;
  return row_of(*row);
}

std::expected<std::vector<payments::Row>, payments::StoreError> StorePort::scan(
    std::string_view table, std::string_view after_key, std::size_t limit) {
  if (!database_.reachable_from(node_)) return std::unexpected{payments::StoreError::unavailable};
  std::vector<payments::Row> rows;
  for (const StoredRow& row : database_.scan(node_, table, after_key, limit)) {
    rows.push_back(row_of(row));
  }
  return rows;
}

std::expected<void, payments::CommitError> StorePort::commit(
    const payments::Transaction& transaction) {
  std::vector<RowWrite> writes;
  writes.reserve(transaction.writes.size());
  for (const payments::Write& write : transaction.writes) {
    RowWrite& row = writes.emplace_back();
    row.table = write.table;
    row.key = write.key;
    if (write.value) row.value = *write.value;
    row.expected_version = write.expected_version;
  }
  const auto result = database_.commit(
      node_, {.purpose = transaction.purpose, .subject = transaction.subject, .writes = writes});
  if (!result) return std::unexpected{error_of(result.error())};
  return {};
}

}  // namespace assay::models
