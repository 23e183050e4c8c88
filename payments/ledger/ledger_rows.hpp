// Entries as rows of the store, committed with what causes them. One row for each cause, so that
// whatever is tried again is booked once.
// Serves: I20, I23; the decoders are public, as those of journal/rows.hpp are.
#pragma once

#include "payments/journal/breaks.hpp"
#include "payments/journal/row_key.hpp"
#include "payments/ledger/posting_rules.hpp"
#include "payments/ports/store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace payments {

/// The alarm about money that moved and could not be booked: its sum does not fit.
inline constexpr std::string_view unbooked_alarm = "not_in_ledger";

[[nodiscard]] RowKey entry_key(const EntryCause& cause);
/// What the keys of all entries of a payment begin with.
[[nodiscard]] RowKey entry_range(const PayableId& payable);

[[nodiscard]] std::string encode(const LedgerEntry& entry);
/// None too where its legs do not balance: such a row is damaged.
[[nodiscard]] std::optional<LedgerEntry> decode_entry(std::string_view value);

/// Adds an entry to a draft.
void add_entry(Transaction& draft, const LedgerEntry& entry);

/// Adds what a break books, if anything. Contract: the break is new, and in the same draft.
void add_entry(Transaction& draft, const BreakRow& row);

}  // namespace payments
