// Rows that repeat: one row, or a cycle of several, over and over. Finds them; how they are shown,
// whoever has the rows knows.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::reports {

/// A cycle of `length` rows that comes `times` times in a row.
struct Fold {
  std::size_t first = 0;  ///< its first row
  std::size_t length = 0;
  std::size_t times = 0;
  friend bool operator==(const Fold&, const Fold&) = default;
};

/// What a row is like: its words without the numbers that count tries, attempts and times.
[[nodiscard]] std::string likeness(std::string_view words);

/// The words of a row that stands for itself and for those like it up to `last`: where the two
/// differ in a counted number, both: "asks for capture 1 of pay-1, try 2 to 7".
[[nodiscard]] std::string spanning(std::string_view first, std::string_view last);

/// The cycles among rows of which these are the likenesses, in order and apart from each other:
/// those that come at least three times, the one that saves most rows first. A row whose likeness
/// is empty is in none.
[[nodiscard]] std::vector<Fold> folds(std::span<const std::string> likenesses);

}  // namespace assay::reports
