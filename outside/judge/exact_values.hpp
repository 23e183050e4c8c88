// Amounts and times as logs write them, from text to whole numbers: exact, or refused. Nothing here
// passes through floating point.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "outside/judge/mapping.hpp"

namespace assay::outside {

/// The whole number of 10^-`decimals` that a decimal text stands for: "12.5" with 2 is 1250.
/// Returns: nothing where it is no such number, has further digits, or is beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> scaled(std::string_view text, unsigned decimals);

/// Nanoseconds since 1970. RFC 3339 with "Z" or an offset; seconds and their parts may have
/// decimals, down to a nanosecond. Returns: nothing where the text is no such time.
[[nodiscard]] std::optional<std::int64_t> read_time(std::string_view text, TimeFormat format);

}  // namespace assay::outside
