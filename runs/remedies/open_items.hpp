// The verification: a query over the facts of a run that must come back empty once a failure is
// cleaned up. It lists what is still wrong with the money, the books and the work at one moment,
// whatever happened before. Not a property: those judge all of a history, and what was once told
// wrongly stays told.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "history/history.hpp"

namespace assay::runs {

enum class ItemKind : std::uint8_t {
  held,          ///< a hold beyond those that were asked for and not refused
  surplus,       ///< more was taken of a customer than was asked for and not refused
  shortfall,     ///< less was taken than the client was told
  books_apart,   ///< what the service holds to have succeeded is not what moved, unexplained
  ledger_apart,  ///< what the ledger posted is not what moved, unexplained
  open_work,     ///< an operation of which the service does not know the end
  open_break,    ///< a break that nobody has settled
  unheard,       ///< an event that a consumer has not taken
};

/// One row of the query.
struct OpenItem {
  ItemKind kind{};
  std::string payable;  ///< by the world's name
  history::OperationKind operation{};
  std::uint32_t ordinal = 0;
  history::Amount amount;  ///< what is astray; no currency where it is not about money
  std::string what;        ///< the operation, effect or event by its own name; may be empty
  friend bool operator==(const OpenItem&, const OpenItem&) = default;
};

/// The rows after the first so many facts, by payable and kind. What a system does not show is not
/// asked for. Operations that the observer `operator` asked for are corrections: they are owed by
/// nobody.
[[nodiscard]] std::vector<OpenItem> open_items(const history::History& history, std::size_t facts);

/// Money that is astray: what was taken too much or too little, in minor units over all currencies.
[[nodiscard]] std::int64_t astray(const std::vector<OpenItem>& items);

/// "surplus"; "taken too much".
[[nodiscard]] std::string_view word_of(ItemKind kind);
[[nodiscard]] std::string_view meaning_of(ItemKind kind);

/// By whom corrections are asked for.
inline constexpr std::string_view operator_name = "operator";

}  // namespace assay::runs
