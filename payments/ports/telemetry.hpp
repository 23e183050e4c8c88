// Port: what operators watch. Write-only, so that it can never alter what the payment code does;
// not a log that anything is read back from.
#pragma once

#include <string_view>

namespace payments {

/// Takes words; the views are valid until the call returns.
/// Threads: called in the thread or fiber that calls the service, by several where several do.
class Telemetry {
 public:
  virtual ~Telemetry() = default;

  /// Something worth counting happened. `name` is a stable word; `subject` says to what.
  virtual void count(std::string_view name, std::string_view subject) = 0;

  /// Somebody must look. `name` is a stable word; README.md lists them.
  virtual void alarm(std::string_view name, std::string_view subject) = 0;
};

}  // namespace payments
