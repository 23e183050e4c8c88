// One line of one source, as reconciliation compares it: who says that which money moved, under
// which names. Not a row of any table and not a format of any file: readers make lines, matching
// compares them. Serves: I28, R41, R42; docs/reconciliation.md.
#pragma once

#include "payments/types/money.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments::reconciliation {

/// Who says it.
enum class Source : std::uint8_t {
  books,           ///< our journal
  keys,            ///< what clients were told under their keys
  processor_list,  ///< the effects that the processor lists
  settlement,      ///< what the processor says it pays for, and its payouts
  returns,         ///< debits that came back, as the bank's file tells them
  bank,            ///< what was booked on our account
  advice,          ///< what the bank announces, and the statement repeats
};

enum class LineKind : std::uint8_t {
  authorisation,
  capture,
  refund,
  release,  ///< a void
  dispute,
  dispute_won,
  bank_return,
  fee,  ///< named difference, as the three below
  tax,
  reserve,  ///< kept back, or given free again
  fx_difference,
  payout,
  netted,  ///< several kinds in one amount
};

/// A day of the calendar. Units: days since 1970-01-01.
struct Day {
  std::int32_t count = 0;

  friend constexpr auto operator<=>(const Day&, const Day&) = default;
  friend constexpr Day operator+(Day day, std::int32_t days) { return {day.count + days}; }
  friend constexpr std::int32_t operator-(Day a, Day b) { return a.count - b.count; }
};

struct Line {
  Source source{};
  LineKind kind{};
  std::string id;                       ///< what its source calls it: one thing there
  std::vector<std::string> references;  ///< names of what it is about: ours, or those of payouts
  std::string batch;                    ///< of a settlement line: the payout that pays it
  std::optional<Money> amount;  ///< plus: for us, minus: from us. None: `stated` cannot be held
  std::string stated;           ///< the amount as it was written, where it cannot be held
  std::optional<Money> fee;     ///< kept from the amount; in the books: what should be
  Day day;
  std::string counterpart;
  std::string place;  ///< where it stands: "march.csv:17"
  bool open = false;  ///< of the books: nobody here knows yet how it ended
  bool more = false;  ///< another part of the same amount follows

  friend bool operator==(const Line&, const Line&) = default;
};

[[nodiscard]] std::string_view to_text(Source source);
[[nodiscard]] std::string_view to_text(LineKind kind);
[[nodiscard]] std::optional<Source> source_from(std::string_view text);
[[nodiscard]] std::optional<LineKind> line_kind_from(std::string_view text);

/// Whether it only explains what lies between what was sold and what was paid.
[[nodiscard]] constexpr bool is_named_difference(LineKind kind) {
  return kind == LineKind::fee || kind == LineKind::tax || kind == LineKind::reserve ||
         kind == LineKind::fx_difference;
}

/// "2026-03-01", and nothing else. None: no such day.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
[[nodiscard]] std::string format(Day day);

}  // namespace payments::reconciliation
