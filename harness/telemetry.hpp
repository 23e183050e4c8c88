// What a system counts, alarms about and logs, and the places that it marks in its own code: shown
// on the timeline. It alters nothing. Alarms are facts of the run, and judged by what the system
// declares them to claim; marks are judged by their kind.
#pragma once

#include <string_view>

#include "harness/marks.hpp"
#include "history/words.hpp"

namespace assay::harness {

using history::LogLevel;

/// Takes words; it keeps none of the views.
/// Threads: that of its environment; its fibers may call it side by side.
class Telemetry : public Marks {
 public:
  /// Something worth counting happened: `name` is a stable word, `subject` says to what.
  virtual void count(std::string_view name, std::string_view subject) = 0;
  /// For people: something needs looking at. What an alarm claims, `System::alarms` declares.
  virtual void alarm(std::string_view name, std::string_view subject) = 0;
  /// A line of the system's own log. It is kept as its statement and stands on the timeline at the
  /// virtual time at which it was written. Logging is no work: a loop that does nothing else is
  /// slept through.
  /// Determinism: part of the run's digest; a line that tells an address or a real time makes each
  /// run another one.
  virtual void log(LogLevel level, std::string_view line) = 0;
};

}  // namespace assay::harness
