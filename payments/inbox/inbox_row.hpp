// The rows of an event: one that is kept by its id for as long as the processor may deliver it
// again, and one beside it while it is still to be applied. Serves: I26.
#pragma once

#include "payments/journal/rows.hpp"
#include "payments/ports/store.hpp"
#include "payments/types/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace payments {

/// What came of an event: a closed list.
enum class Applied : std::uint8_t {
  waiting,     ///< stored, and not looked at, or not to be placed yet
  adopted,     ///< it was news, and is believed
  stale,       ///< we knew that already, or better
  asked_for,   ///< it is no proof by itself: the processor is asked at once
  broken,      ///< it contradicts the books: a break says how
  unreadable,  ///< genuine, and about nothing that we can read
  unplaced,    ///< about an operation that nobody here knows, for as long as we waited
};

struct InboxRow {
  std::string event;
  std::string body;  ///< as it was signed
  Instant received;
  Applied applied = Applied::waiting;

  friend bool operator==(const InboxRow&, const InboxRow&) = default;
};

/// An event that is still to be applied, beside its row.
struct UnappliedRow {
  std::string event;
  Instant due;
  std::uint32_t tries = 0;

  friend bool operator==(const UnappliedRow&, const UnappliedRow&) = default;
};

[[nodiscard]] std::string_view to_text(Applied applied);

/// Of both tables.
[[nodiscard]] RowKey event_key(std::string_view event);
[[nodiscard]] std::string encode(const InboxRow& row);
/// The rows, each with its place in its index, on the condition that they have `version`.
[[nodiscard]] Write put(const InboxRow& row, std::uint64_t version);
[[nodiscard]] Write put(const UnappliedRow& row, std::uint64_t version);
/// Where a row of these tables waits that was written when there were no indexes.
[[nodiscard]] std::optional<Due> due_of_event(std::string_view table, std::string_view value);
[[nodiscard]] std::string encode(const UnappliedRow& row);
[[nodiscard]] std::optional<InboxRow> decode_inbox(std::string_view value);
[[nodiscard]] std::optional<UnappliedRow> decode_unapplied(std::string_view value);

}  // namespace payments
