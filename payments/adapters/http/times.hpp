// Points in time as RFC 3339 writes them, in UTC, since the epoch of the system's clock. Not local
// time, and no other zone: neither is ever sent.
#pragma once

#include "payments/types/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace payments::http {

/// Such as "2026-11-30T18:38:21.000000250Z", always with nine decimals.
[[nodiscard]] std::string to_rfc3339(Instant at);

/// None where it is no such time, or not in UTC. Up to nine decimals.
[[nodiscard]] std::optional<Instant> from_rfc3339(std::string_view text);

}  // namespace payments::http
