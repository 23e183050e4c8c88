// Sums are made in 128 bits, so that no sum of legs wraps on its way to nothing.
#include "payments/ledger/entry.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace payments {
namespace {

__extension__ using Wide = __int128;

using Place = std::tuple<Layer, Account, Currency>;
using Sums = std::map<Place, Wide>;

bool fits(Wide sum) {
  return sum >= std::numeric_limits<std::int64_t>::min() &&
         sum <= std::numeric_limits<std::int64_t>::max();
}

Sums sums_of(std::span<const Leg> legs) {
  Sums sums;
  for (const Leg& leg : legs) {
    sums[{leg.layer, leg.account, leg.amount.currency}] += leg.amount.minor;
  }
  std::erase_if(sums, [](const auto& one) { return one.second == 0; });
  return sums;
}

/// Nothing in each currency; where there are two, each exchanges through an account of its own.
std::optional<EntryError> fault_of(const Sums& sums, Layer layer) {
  std::map<Currency, Wide> totals;
  std::set<Currency> exchanged;
  for (const auto& [place, sum] : sums) {
    const auto& [where, account, currency] = place;
    if (where != layer) continue;
    totals[currency] += sum;
    if (account.kind == AccountKind::fx_difference) exchanged.insert(currency);
  }
  for (const auto& [currency, total] : totals) {
    if (total != 0) return EntryError::unbalanced;
  }
  if (totals.size() > 1 && exchanged.size() != totals.size()) return EntryError::no_exchange;
  return std::nullopt;
}

}  // namespace

std::expected<LedgerEntry, EntryError> LedgerEntry::make(EntryCause cause, Instant at,
                                                         std::uint64_t place,
                                                         std::span<const Leg> legs) {
  const Sums sums = sums_of(legs);
  if (sums.empty()) return std::unexpected(EntryError::nothing);
  for (const Layer layer : {Layer::pending, Layer::posted}) {
    if (const auto fault = fault_of(sums, layer)) return std::unexpected(*fault);
  }
  std::vector<Leg> made;
  for (const auto& [where, sum] : sums) {
    const auto& [layer, account, currency] = where;
    if (!fits(sum)) return std::unexpected(EntryError::overflow);
    made.push_back({account, layer, {static_cast<std::int64_t>(sum), currency}});
  }
  return LedgerEntry(std::move(cause), at, place, std::move(made));
}

}  // namespace payments
