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
/// it, and ends with it: once the machine goes down, no call has an effect. Then a call ends its
/// fiber, by an exception that is no std::exception and must be let through; in a fiber that ends
/// already it answers with an error.
/// Threads: one, with any number of fibers; calls that wait let others of the machine go on.
class Environment {
 public:
  virtual ~Environment() = default;

  /// The machine's clock. Lives as long as the environment, as all that is lent here.
  [[nodiscard]] virtual Clock& clock() = 0;
  /// Where new names come from. Lives as long as the environment.
  [[nodiscard]] virtual Ids& ids() = 0;
  /// What runs beside the answering of requests. Lives as long as the environment.
  [[nodiscard]] virtual Tasks& tasks() = 0;
  /// The store that all machines of the system share. Lives as long as the environment.
  [[nodiscard]] virtual Store& store() = 0;
  /// The way to the consumers. Lives as long as the environment.
  [[nodiscard]] virtual Bus& bus() = 0;
  /// Where to count and to alarm. Lives as long as the environment.
  [[nodiscard]] virtual Telemetry& telemetry() = 0;
  /// Where the system says what it believes. Lives as long as the environment.
  [[nodiscard]] virtual Statements& statements() = 0;

  /// The ids of the processors that can be called. The view lives as long as the environment.
  [[nodiscard]] virtual std::span<const std::string> processors() const = 0;
  /// The processor of that id. Lives as long as the environment.
  /// Errors: std::out_of_range where there is none.
  [[nodiscard]] virtual Processor& processor(std::string_view id) = 0;

  /// The settings of this system, of the version that runs on this machine now. All are set. They
  /// live as long as the environment.
  [[nodiscard]] virtual const Settings& settings() const = 0;

  /// Ends this process as an abort would, and nobody starts it again: the system found that
  /// `claim`, which it had made of itself, is not so.
  [[noreturn]] virtual void abort(std::string_view claim) = 0;
};

}  // namespace assay::harness
