// What was booked for one payment, in the order of its commits: its statement, now or as it stood
// at some moment. Read from the entries alone; it writes nothing. Serves: I20; what a reader is
// told was true at one time, with all that came before it (I30).
#pragma once

#include "payments/ledger/balances.hpp"
#include "payments/ports/store.hpp"

#include <cstddef>
#include <expected>
#include <functional>
#include <vector>

namespace payments {

/// The entries of a payment, in the order of its commits; those of effects that belong to none of
/// them at the end, by time. Errors: StoreError; `unreadable` where one of them does not decode.
[[nodiscard]] std::expected<std::vector<LedgerEntry>, StoreError> entries_of(
    Store& store, const PayableId& payable);

/// Those of them that stood at that moment: the longest beginning of the order of commits in which
/// none is later. Clocks of two nodes may disagree; the order of commits does not.
[[nodiscard]] std::vector<LedgerEntry> as_of(std::vector<LedgerEntry> entries, Instant moment);

/// Calls `take` for each entry of a tenant's books, in the order of their keys. Errors: StoreError;
/// those before it were taken.
[[nodiscard]] std::expected<void, StoreError> each_entry(
    Store& store, const Tenant& tenant, std::size_t page,
    const std::function<void(const LedgerEntry& entry)>& take);

/// The balances of a tenant's books, folded from nothing.
[[nodiscard]] std::expected<Balances, StoreError> balances_of(Store& store, const Tenant& tenant,
                                                              std::size_t page);

}  // namespace payments
