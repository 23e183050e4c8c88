// Times as RFC 3339 writes them in UTC, with up to nine decimals. No locale, no time zone, no leap
// second.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/time.hpp"

namespace assay::outside {

/// "2026-11-30T18:40:00.250Z": three, six or nine decimals where they are needed.
[[nodiscard]] std::string to_rfc3339(sim::TimePoint time);
/// Returns: nothing where it is no such time, in UTC, from 1970 to 2261.
[[nodiscard]] std::optional<sim::TimePoint> read_rfc3339(std::string_view text);

}  // namespace assay::outside
