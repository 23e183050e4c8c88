// Time as the served processor has it: what it is now, and what is to be done later. The program
// has the wall clock and Asio's timers; tests have a clock of their own, which jumps.
#pragma once

#include <functional>

#include "sim/time.hpp"

namespace assay::outside {

/// Threads: one. A point of time counts nanoseconds from 1970 on, or from whatever a test says.
class Timers {
 public:
  virtual ~Timers() = default;
  [[nodiscard]] virtual sim::TimePoint now() const = 0;
  /// Calls `what` then, or soon where that is past; those of one time in the order in which they
  /// were asked for. Never from within this call.
  virtual void at(sim::TimePoint when, std::function<void()> what) = 0;
};

}  // namespace assay::outside
