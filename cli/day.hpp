// Which day it is for whoever reads a campaign's files: the only clock that they know.
// SOURCE_DATE_EPOCH stands in for it, so that the same input gives the same bytes.
// Source: reproducible-builds.org/specs/source-date-epoch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace assay::cli {

/// The seconds since 1970 that SOURCE_DATE_EPOCH says; nothing where it is not set. Errors: Usage
/// where it is set to anything but a whole number of seconds before the year 10000.
[[nodiscard]] std::optional<std::int64_t> source_date();

/// The day in UTC, "2026-12-01". Errors: those of source_date.
[[nodiscard]] std::string today();

}  // namespace assay::cli
