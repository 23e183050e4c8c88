// Keys of one payment, and of one tenant, stand side by side: each is one range of the table.
#include "payments/ledger/statement.hpp"

#include "payments/journal/rows.hpp"
#include "payments/ledger/ledger_rows.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace payments {
namespace {

constexpr std::size_t rows_at_a_time = 64;

std::expected<void, StoreError> each_in(Store& store, const RowKey& range, std::size_t page,
                                        const std::function<void(const LedgerEntry&)>& take) {
  std::string after = range.text();
  for (;;) {
    const auto rows = store.scan(tables::ledger, after, page);
    if (!rows) return std::unexpected(rows.error());
    for (const Row& row : *rows) {
      if (!row.key.starts_with(range.text())) return {};
      const auto entry = decode_entry(row.value);
      if (!entry) return std::unexpected(StoreError::unreadable);
      take(*entry);
    }
    if (rows->size() < page) return {};
    after = rows->back().key;
  }
}

/// Where an entry stands: by its commit, or behind all commits.
std::pair<std::uint64_t, Instant> standing(const LedgerEntry& entry) {
  const std::uint64_t behind = std::numeric_limits<std::uint64_t>::max();
  return {entry.place() == 0 ? behind : entry.place(), entry.at()};
}

}  // namespace

std::expected<std::vector<LedgerEntry>, StoreError> entries_of(Store& store,
                                                               const PayableId& payable) {
  std::vector<LedgerEntry> entries;
  const auto read = each_in(store, entry_range(payable), rows_at_a_time,
                            [&](const LedgerEntry& entry) { entries.push_back(entry); });
  if (!read) return std::unexpected(read.error());
  std::ranges::stable_sort(entries, {}, standing);
  return entries;
}

std::vector<LedgerEntry> as_of(std::vector<LedgerEntry> entries, Instant moment) {
  const auto later =
      std::ranges::find_if(entries, [&](const LedgerEntry& entry) { return entry.at() > moment; });
  entries.erase(later, entries.end());
  return entries;
}

std::expected<void, StoreError> each_entry(Store& store, const Tenant& tenant, std::size_t page,
                                           const std::function<void(const LedgerEntry&)>& take) {
  return each_in(store, RowKey::of(tenant), page, take);
}

std::expected<Balances, StoreError> balances_of(Store& store, const Tenant& tenant,
                                                std::size_t page) {
  Balances balances;
  const auto read =
      each_entry(store, tenant, page, [&](const LedgerEntry& entry) { balances.add(entry); });
  if (!read) return std::unexpected(read.error());
  return balances;
}

}  // namespace payments
