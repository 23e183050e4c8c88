// Rows that somebody has to come back to. Where such a row waits follows from the row alone, and
// its write is made here from one value: text and index are never of two minds.
#pragma once

#include "payments/journal/rows.hpp"
#include "payments/ports/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments {

[[nodiscard]] Due due_of(const OpenRow& row);
/// None: it waits with its operation, which is open.
[[nodiscard]] std::optional<Due> due_of(const ClaimRecord& record);
/// Of a success that is not listed yet. None: a person was told.
[[nodiscard]] std::optional<Due> due_of_unmatched(const FollowUpRow& row);

/// The row, on the condition that it still has `version`.
[[nodiscard]] Write put(const OpenRow& row, std::uint64_t version);
[[nodiscard]] Write put(const ClaimRecord& record, std::uint64_t version);
[[nodiscard]] Write put_unmatched(const FollowUpRow& row, std::uint64_t version);

/// Where a row of these tables waits that was written when there were no indexes.
[[nodiscard]] std::optional<Due> due_of(std::string_view table, std::string_view value);

/// The place behind which an index goes on after `rows`. Contract: there are some.
[[nodiscard]] DuePlace place_behind(const std::vector<Row>& rows);
/// The place behind all that is due by then.
[[nodiscard]] DuePlace place_behind(Instant until);
/// Rows of a batch in the order of their keys: workers who meet on the same rows meet in one order.
void sort_by_key(std::vector<Row>& rows);

}  // namespace payments
