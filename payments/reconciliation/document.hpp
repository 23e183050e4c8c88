// What a source hands over in one piece: a settlement file, one statement of a bank's file. Known
// again by its digest, and replaced as a whole by a later one of the same name.
#pragma once

#include "payments/reconciliation/line.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace payments::reconciliation {

struct Document {
  Source source{};
  std::string name;    ///< what its source calls it: a corrected one has the same
  std::string digest;  ///< of all its bytes
  std::vector<Line> lines;

  friend bool operator==(const Document&, const Document&) = default;
};

/// An amount as it was written, held exactly or not at all.
struct StatedAmount {
  std::optional<Money> amount;  ///< none: `text` cannot be held
  std::string text;             ///< such as "8.850 EUR"
};

/// Reads "12.5", "-3", "+0.07": digits with at most one point between them. A digit beyond the
/// currency's, be it a zero, an unknown currency, or more than `amount_max` is stated and not held;
/// nothing is ever rounded. None: it is no number at all.
[[nodiscard]] std::optional<StatedAmount> read_amount(std::string_view number,
                                                      std::string_view currency);

}  // namespace payments::reconciliation
