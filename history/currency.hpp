// How many decimals a currency's amounts are written with, for whoever writes amounts for people.
// Not the payment code's own table: what judges it must not trust its arithmetic.
#pragma once

#include <string>
#include <string_view>

#include "history/amount.hpp"

namespace assay::history {

/// The exponent of ISO 4217; a currency that is not listed has two decimals.
[[nodiscard]] unsigned decimals_of(std::string_view currency);

/// "12.50 EUR"; the plain count of minor units where the currency is missing.
[[nodiscard]] std::string written(const Amount& amount);

}  // namespace assay::history
