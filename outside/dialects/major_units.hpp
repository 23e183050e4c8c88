// Amounts as some wires write them, "12.50", from and to whole minor units. Exact: a digit beyond
// the currency's exponent is refused, never rounded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "history/amount.hpp"

namespace assay::outside {

/// Returns: nothing where it is no such amount of that currency.
[[nodiscard]] std::optional<std::int64_t> from_major(std::string_view text,
                                                     std::string_view currency);
[[nodiscard]] std::string to_major(const history::Amount& amount);

}  // namespace assay::outside
