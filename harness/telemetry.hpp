// What a system counts and alarms about: shown on the timeline. It alters nothing, and no property
// judges it.
#pragma once

#include <string_view>

namespace assay::harness {

/// Takes words; it keeps none of the views.
/// Threads: that of its environment; its fibers may call it side by side.
class Telemetry {
 public:
  virtual ~Telemetry() = default;

  /// Something worth counting happened: `name` is a stable word, `subject` says to what.
  virtual void count(std::string_view name, std::string_view subject) = 0;
  /// For people: something needs looking at.
  virtual void alarm(std::string_view name, std::string_view subject) = 0;
};

}  // namespace assay::harness
