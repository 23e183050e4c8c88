// Rows and writes as the payment code has them.
#include "systems/payments/adapters/store.hpp"

#include <utility>

namespace assay::systems {

namespace {

payments::Row row_of(harness::Row&& row) {
  std::optional<payments::Instant> due;
  if (row.due) due = payments::Instant{row.due->ns()};
  return {std::move(row.key), std::move(row.value), row.version, due};
}

using FoundRows = std::expected<std::vector<harness::Row>, harness::ReadFailure>;

std::expected<std::vector<payments::Row>, payments::StoreError> rows_of(FoundRows found) {
  if (!found) return std::unexpected{payments::StoreError::unavailable};
  std::vector<payments::Row> rows;
  rows.reserve(found->size());
  for (harness::Row& row : *found) rows.push_back(row_of(std::move(row)));
  return rows;
}

std::optional<harness::Due> due_of(const payments::Write& write) {
  if (!write.due) return std::nullopt;
  return harness::Due{write.due->index, harness::TimePoint{write.due->at.count}};
}

payments::CommitError error_of(harness::CommitFailure failure) {
  switch (failure) {
    case harness::CommitFailure::duplicate: return payments::CommitError::duplicate;
    case harness::CommitFailure::stale: return payments::CommitError::stale;
    case harness::CommitFailure::serialisation: return payments::CommitError::serialisation;
    case harness::CommitFailure::unavailable: return payments::CommitError::unavailable;
    case harness::CommitFailure::unknown: break;
  }
  return payments::CommitError::unknown;
}

}  // namespace

std::expected<std::optional<payments::Row>, payments::StoreError> StoreAdapter::read(
    std::string_view table, std::string_view key) {
  auto row = store_.read(table, key);
  if (!row) return std::unexpected{payments::StoreError::unavailable};
  if (!*row) return std::nullopt;
  return row_of(std::move(**row));
}

std::expected<std::vector<payments::Row>, payments::StoreError> StoreAdapter::scan(
    std::string_view table, std::string_view after_key, std::size_t limit) {
  return rows_of(store_.scan(table, after_key, limit));
}

std::expected<std::vector<payments::Row>, payments::StoreError> StoreAdapter::due(
    const payments::DueIndex& index, const payments::DuePlace& after, payments::Instant until,
    std::size_t limit) {
  const harness::DuePlace behind{harness::TimePoint{after.due.count}, after.key};
  return rows_of(
      store_.due(index.table, index.name, behind, harness::TimePoint{until.count}, limit));
}

std::expected<void, payments::CommitError> StoreAdapter::commit(
    const payments::Transaction& transaction) {
  harness::Transaction wanted{
      .purpose = transaction.purpose, .subject = transaction.subject, .writes = {}};
  wanted.writes.reserve(transaction.writes.size());
  for (const payments::Write& write : transaction.writes) {
    wanted.writes.push_back({.table = write.table,
                             .key = write.key,
                             .value = write.value,
                             .expected_version = write.expected_version,
                             .due = due_of(write)});
  }
  const auto done = store_.commit(wanted);
  if (!done) return std::unexpected{error_of(done.error())};
  return {};
}

}  // namespace assay::systems
