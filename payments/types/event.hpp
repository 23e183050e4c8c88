// What downstream consumers are told about an operation, once it has reached a definite end.
// Not a belief in progress: an unknown outcome makes no event.
#pragma once

#include "payments/types/operation.hpp"
#include "payments/types/time.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace payments {

enum class EventKind : std::uint8_t { succeeded, declined, failed, late_success };

[[nodiscard]] constexpr std::string_view to_text(EventKind kind) {
  switch (kind) {
    case EventKind::succeeded: return "succeeded";
    case EventKind::declined: return "declined";
    case EventKind::failed: return "failed";
    case EventKind::late_success: return "late_success";
  }
  return "failed";
}

/// One definite end of one operation. Delivered at least once; recognised by `id`.
struct Event {
  EventId id;
  EventKind kind{};
  std::uint64_t place = 0;  ///< place among the events of its payable, from 1, without gaps
  Facts facts;
  Instant at;

  friend bool operator==(const Event&, const Event&) = default;
};

/// Who is told of every event.
enum class Consumer : std::uint8_t { ledger, notifications };

inline constexpr std::array consumers{Consumer::ledger, Consumer::notifications};

[[nodiscard]] constexpr std::string_view to_text(Consumer consumer) {
  return consumer == Consumer::ledger ? "ledger" : "notifications";
}

}  // namespace payments
