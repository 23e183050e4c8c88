// Truth beside books for one payable: what processors moved, what operations of the service say,
// its books and its ledger, and what it noted beside its operations. An operation that is open
// (pending, unknown, parked) explains its own amount, and no more. Serves books_agree (I20) and the
// measure of harm.
#pragma once

#include <string_view>
#include <vector>

#include "properties/detail/funds.hpp"
#include "properties/index.hpp"

namespace assay::properties::detail {

/// One kind of movement and one currency of a payable. Captures and refunds are in minor units;
/// holds and voids are counted, without a currency.
struct BookLine {
  OperationKind kind{};
  Currency currency;
  Wide truth = 0;     ///< effects
  Wide believed = 0;  ///< operations that ended as succeeded
  Wide booked = 0;    ///< what the service's own books say was taken, or given back
  Wide posted = 0;    ///< debits of postings that name an event of these operations
  /// breaks, open or settled, and operations that are open: each may explain so much of a
  /// difference
  Wide noted = 0;
  const Observation* last = nullptr;  ///< the last fact that counts in it

  [[nodiscard]] bool in_money() const { return !currency.empty(); }
  /// What a book (`believed`, `booked` or `posted`) is apart from the truth, beyond what breaks
  /// explain.
  [[nodiscard]] Wide unexplained(Wide said) const {
    const Wide apart = truth > said ? truth - said : said - truth;
    return apart > noted ? apart - noted : 0;
  }
};

/// The lines of one payable, in order of appearance. An effect that was undone otherwise than by a
/// void, and that no operation believes in, is on neither side.
[[nodiscard]] std::vector<BookLine> book_lines_of(const Index& index, Rows payable);

/// The ledger's postings can be held against events: they were recorded, and each names its event.
[[nodiscard]] bool postings_are_named(const Index& index);

}  // namespace assay::properties::detail
