// How many decimals a currency's amounts are written with, for whoever writes amounts for people.
// Not the payment code's own table: what judges it must not trust its arithmetic.
#pragma once

#include <string_view>

namespace assay::models {

/// The exponent of ISO 4217; a currency that is not listed has two decimals.
[[nodiscard]] unsigned decimals_of(std::string_view currency);

}  // namespace assay::models
