// Port: the way to downstream consumers, at least once. Not an outbox: nothing is kept here, and an
// event that is not acknowledged is simply offered again.
#pragma once

#include "payments/types/event.hpp"

#include <cstdint>
#include <expected>

namespace payments {

/// Why a delivery was not acknowledged.
enum class PublishError : std::uint8_t {
  refused,  ///< did not happen
  unknown,  ///< may have been delivered: deliver again, consumers recognise the event's id
};

/// Hands events over, one try a call.
/// Threads: called in the thread or fiber that calls the service, by several where several do.
class EventBus {
 public:
  virtual ~EventBus() = default;

  /// Delivers one event to one consumer. Success: the consumer acknowledged it.
  /// Errors: PublishError, which says whether it may have arrived.
  virtual std::expected<void, PublishError> publish(Consumer consumer, const Event& event) = 0;
};

}  // namespace payments
