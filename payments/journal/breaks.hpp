// What the processor shows and the books do not explain: a row each, until somebody settles it
// and beyond. An alarm may be overheard; a row is there to be found. Not a judgement about an
// operation: that is the journal's. Serves: I20, I22, I33; E3.
#pragma once

#include "payments/journal/row_key.hpp"
#include "payments/ports/ports.hpp"
#include "payments/ports/store.hpp"
#include "payments/types/operation.hpp"
#include "payments/types/time.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace payments {

struct BreakRow {
  /// What is wrong: a closed list.
  enum class What : std::uint8_t {
    unknown_operation,  ///< an effect of nothing that we ever wanted
    unsent_operation,   ///< an effect of what we never sent
    second_effect,      ///< an operation took effect once more
    amount_differs,     ///< an effect of another amount than was asked for
    no_amount,          ///< an effect whose amount nobody states
    unreadable_operation,  ///< an effect of what we have rows of that cannot be read
    success_denied,     ///< what had succeeded was denied afterwards
  };

  What what{};
  OperationId operation;
  PayableId payable;  ///< where nobody knows the operation: what the processor calls it
  OperationKind kind{};
  std::uint32_t ordinal = 0;
  std::string effect;           ///< the processor's reference, where it gave one
  std::optional<Money> amount;  ///< that moved, where it is known
  Instant since;
  std::string settled_by;  ///< who took care of it; empty: nobody yet
  std::string grounds;     ///< and on what evidence

  friend bool operator==(const BreakRow&, const BreakRow&) = default;
};

/// Also the word of the alarm that is raised once for each row.
[[nodiscard]] std::string_view to_text(BreakRow::What what);

/// One row for each thing that is wrong with one effect of one operation.
[[nodiscard]] RowKey break_key(const BreakRow& row);
[[nodiscard]] std::string encode(const BreakRow& row);
[[nodiscard]] std::optional<BreakRow> decode_break(std::string_view value);

/// Adds the row to `draft` and raises its alarm, unless it is known. Returns: whether it is new.
/// Errors: the store did not let us know.
[[nodiscard]] std::expected<bool, StoreError> add_break(const Ports& ports, Transaction& draft,
                                                        const BreakRow& row);

/// Notes who took care of a row, and on what evidence. Returns: whether that became durable; never
/// for a row that is not there or was settled before.
[[nodiscard]] bool settle_break(Store& store, const RowKey& key, std::string who,
                                std::string grounds);

}  // namespace payments
