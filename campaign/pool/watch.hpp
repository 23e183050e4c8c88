// Tells a slow run from one that does not get on, by what can be seen of its worker from outside.
// Pure: it is told what was seen and how much time passed in which assay itself ran, so that a
// suspended machine, a stopped worker or a starved one proves nothing.
#pragma once

#include <chrono>
#include <cstdint>

namespace assay::campaign {

enum class ProcessState : std::uint8_t { runs, sleeps, stopped };

/// What is seen of a worker at one moment.
struct Sight {
  std::uint64_t begun = 0;          ///< runs since it started
  std::uint64_t events = 0;         ///< of the run in flight
  std::int64_t virtual_ns = 0;      ///< virtual time of that run
  bool inside = false;              ///< of a world; else it judges, or waits for work
  std::chrono::nanoseconds cpu{};   ///< processor time of its process
  ProcessState state = ProcessState::runs;
};

/// What is wrong with a run.
enum class Trouble : std::uint8_t {
  none,
  stuck,    ///< no event within the limit, of processor time or asleep
  slow,     ///< events and virtual time go on, and the budget is spent
  stopped,  ///< somebody keeps its process from running
};

/// Watches one task of a worker.
class Watch {
 public:
  using Length = std::chrono::nanoseconds;

  Watch() = default;
  /// `limit`: without an event; `budget`: for a whole run. `now`: as the task begins.
  Watch(Length limit, Length budget, const Sight& now);

  /// Looks again, after `passed` in which the watcher itself ran.
  [[nodiscard]] Trouble look(const Sight& now, Length passed);

  // Of the run in flight.
  [[nodiscard]] Length spent() const { return spent_; }
  [[nodiscard]] const Sight& last() const { return last_; }

 private:
  Length limit_{};
  Length budget_{};
  Sight last_;
  Length spent_{};    // processor time and sleep since the run began
  Length silent_{};   // the same since its last event
  Length stopped_{};  // since it last was not
};

}  // namespace assay::campaign
