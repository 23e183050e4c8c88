// The clock of the machine that a system runs on. It may be wrong, and it may jump: nobody told it
// what time it is elsewhere.
#pragma once

#include "harness/time.hpp"

namespace assay::harness {

/// The clock of one machine.
/// Threads: that of its environment; its fibers may call it side by side.
class Clock {
 public:
  virtual ~Clock() = default;

  /// What the machine's own clock shows.
  virtual TimePoint now() = 0;
  /// Waits until the machine's own clock shows `until`.
  /// Returns: false where the machine goes down meanwhile; then nothing may be done any more.
  virtual bool sleep_until(TimePoint until) = 0;
};

}  // namespace assay::harness
