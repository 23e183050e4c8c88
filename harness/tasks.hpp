// Work beside the answering of requests: background loops, and waiting for one another. What a
// system starts here ends when its machine goes down. It may as well use Boost.Fiber's own
// primitives; threads it may not.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "harness/time.hpp"

namespace assay::harness {

/// What one step of a periodic task came to.
struct StepResult {
  bool idle = true;                     ///< nothing was found to do
  std::optional<TimePoint> next_due{};  ///< something is left that is due then
};

/// What it means that nothing is found to do in a periodic task.
enum class Periodic : std::uint8_t {
  /// Nothing waits before somebody commits to the store; what is due later is work, and keeps the
  /// world from resting.
  work,
  /// It looks at others (a reconciliation, a reaper) and would find the same before anything has
  /// changed anywhere.
  routine,
};

/// A task that is called again and again. Contract: a step that is `idle` would come to the same
/// when it is called again before anything has changed; the periods in which it must are skipped.
struct PeriodicTask {
  const char* purpose = "";  ///< a word for the timeline, such as "relay"
  Duration period;
  Periodic kind = Periodic::work;
  /// Whether the store of the environment is all that it looks at. Where a system keeps its rows
  /// elsewhere nobody tells when they change, and no period may be skipped.
  bool reads_store_alone = true;
  std::function<StepResult()> step;
};

/// A place to wait at until somebody wakes. It must outlive whoever waits there.
/// Threads: one; it is for the fibers of one machine.
class Signal {
 public:
  virtual ~Signal() = default;

  /// Returns: false where the machine goes down meanwhile; then nothing may be done any more.
  virtual bool wait() = 0;
  /// Wakes whoever has waited longest.
  virtual void wake_one() = 0;
};

/// Starts what runs beside the answering of requests, in fibers of the machine.
/// Threads: that of its environment; its fibers may call it side by side.
class Tasks {
 public:
  virtual ~Tasks() = default;

  /// Runs `body` beside the caller, once.
  virtual void spawn(const char* purpose, std::function<void()> body) = 0;
  /// Calls `task.step` each period, from one period from now on.
  virtual void repeat(PeriodicTask task) = 0;
  /// A place where nobody waits yet. It goes before the environment does.
  [[nodiscard]] virtual std::unique_ptr<Signal> make_signal() = 0;
};

}  // namespace assay::harness
