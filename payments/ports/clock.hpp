// Port: the clock of the node we run on. Not a scheduler: the payment code starts nothing. It may
// be off by the configured skew, and every deadline is judged with that in mind.
#pragma once

#include "payments/types/time.hpp"

namespace payments {

/// The clock of our node.
/// Threads: called in the thread or fiber that calls the service, by several where several do.
class Clock {
 public:
  virtual ~Clock() = default;

  /// This node's idea of the time. It may be off by the skew of the configuration, and may jump.
  virtual Instant now() = 0;

  /// Returns once `now()` is at or after `until`.
  virtual void sleep_until(Instant until) = 0;
};

}  // namespace payments
