// All that a system under test sees of its world. It never sees the scenario, the plan, a recorder,
// a model or the simulator's node: it cannot know what will be done to it, and cannot say what the
// truth is.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "harness/bus.hpp"
#include "harness/clock.hpp"
#include "harness/ids.hpp"
#include "harness/processor.hpp"
#include "harness/settings.hpp"
#include "harness/statements.hpp"
#include "harness/store.hpp"
#include "harness/tasks.hpp"
#include "harness/telemetry.hpp"

namespace assay::harness {

/// One machine of a system, for one of its lives. All of it outlives the service that is made of
/// it, and ends with it: once the machine goes down, no call has an effect.
/// Threads: one; calls that wait let others of the machine go on meanwhile.
class Environment {
 public:
  virtual ~Environment() = default;

  [[nodiscard]] virtual Clock& clock() = 0;
  [[nodiscard]] virtual Ids& ids() = 0;
  [[nodiscard]] virtual Tasks& tasks() = 0;
  [[nodiscard]] virtual Store& store() = 0;
  [[nodiscard]] virtual Bus& bus() = 0;
  [[nodiscard]] virtual Telemetry& telemetry() = 0;
  [[nodiscard]] virtual Statements& statements() = 0;

  /// The processors that can be called, by their ids.
  [[nodiscard]] virtual std::span<const std::string> processors() const = 0;
  /// Errors: std::out_of_range where there is none of that id.
  [[nodiscard]] virtual Processor& processor(std::string_view id) = 0;

  /// The settings of this system, of the version that runs on this machine now. All are set.
  [[nodiscard]] virtual const Settings& settings() const = 0;

  /// Ends this process as an abort would, and nobody starts it again: the system found that
  /// `claim`, which it had made of itself, is not so.
  [[noreturn]] virtual void abort(std::string_view claim) = 0;
};

}  // namespace assay::harness
