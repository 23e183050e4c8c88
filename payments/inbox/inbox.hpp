// Events of the processor: stored before they are answered, applied later. Part of the service that
// a host may replace.
// Serves: what was answered 2xx is stored; what is marked applied had its effect committed in the
// same transaction; an event counts once, however often and in whatever order it comes (I14, I26).
#pragma once

#include "payments/ports/webhooks.hpp"
#include "payments/types/step.hpp"

#include <cstdint>

namespace payments {

/// What became of a delivery. A host answers 2xx to the first two, 4xx to the next two, and 5xx to
/// the last one, so that the processor delivers again.
enum class Delivered : std::uint8_t {
  stored,       ///< it is durable
  known,        ///< and was before
  forged,       ///< nobody whom we know signed it
  out_of_time,  ///< signed too long ago: a copy that somebody kept, or a clock that is wrong
  unavailable,  ///< not stored
};

class Inbox {
 public:
  virtual ~Inbox() = default;

  /// Takes a delivery in. Believes nothing of it yet.
  virtual Delivered deliver(const SignedMessage& message) = 0;

  /// Applies what is stored and due.
  virtual StepResult step() = 0;

  /// Forgets events that were applied so long ago that nobody delivers them again.
  virtual StepResult reap() = 0;
};

}  // namespace payments
