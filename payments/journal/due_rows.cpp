// One line a table.
#include "payments/journal/due_rows.hpp"

#include "payments/types/ensure.hpp"

#include <algorithm>
#include <utility>

namespace payments {
namespace {

Due waiting(const DueIndex& index, Instant at) { return {std::string(index.name), at}; }

template <typename Value>
std::optional<Due> due_of_readable(const std::optional<Value>& row) {
  return row ? std::optional<Due>(due_of(*row)) : std::nullopt;
}

}  // namespace

Due due_of(const OpenRow& row) {
  return waiting(row.rare != 0 ? indexes::parked : indexes::open, row.due);
}

std::optional<Due> due_of(const ClaimRecord& record) {
  switch (record.state) {
    case ClaimState::running: return waiting(indexes::leases, record.lease_end);
    case ClaimState::waiting: return std::nullopt;
    case ClaimState::completed:
    case ClaimState::released: break;
  }
  return waiting(indexes::expiries, record.expires);
}

std::optional<Due> due_of_unmatched(const FollowUpRow& row) {
  if (row.alarmed != 0) return std::nullopt;
  return waiting(indexes::unlisted, row.since);
}

Write put(const OpenRow& row, std::uint64_t version) {
  return {std::string(tables::open), operation_key(row.operation).text(), encode(row), version,
          due_of(row)};
}

Write put(const ClaimRecord& record, std::uint64_t version) {
  return {std::string(tables::claims), claim_key(record.scope, record.key).text(), encode(record),
          version, due_of(record)};
}

Write put_unmatched(const FollowUpRow& row, std::uint64_t version) {
  return {std::string(tables::unmatched), operation_key(row.operation).text(), encode(row), version,
          due_of_unmatched(row)};
}

std::optional<Due> due_of(std::string_view table, std::string_view value) {
  if (table == tables::open) return due_of_readable(decode_open(value));
  if (table == tables::claims) return due_of_readable(decode_claim(value));
  if (table != tables::unmatched) return std::nullopt;
  const auto row = decode_follow_up(value);
  return row ? due_of_unmatched(*row) : std::nullopt;
}

DuePlace place_behind(const std::vector<Row>& rows) {
  ensure(!rows.empty() && rows.back().due, "an index is read on behind a row of it");
  return {*rows.back().due, rows.back().key};
}

DuePlace place_behind(Instant until) { return {until + Duration{1}, {}}; }

void sort_by_key(std::vector<Row>& rows) {
  std::ranges::sort(rows, {}, [](const Row& row) -> const std::string& { return row.key; });
}

}  // namespace payments
