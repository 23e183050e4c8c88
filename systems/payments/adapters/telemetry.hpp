// What the payment code counts and alarms about, handed on to the environment. It changes no
// outcome.
#pragma once

#include <string_view>

#include "harness/telemetry.hpp"
#include "payments/ports/telemetry.hpp"

namespace assay::systems {

class TelemetryAdapter final : public payments::Telemetry {
 public:
  explicit TelemetryAdapter(harness::Telemetry& telemetry) : telemetry_{telemetry} {}

  void count(std::string_view name, std::string_view subject) override {
    telemetry_.count(name, subject);
  }
  void alarm(std::string_view name, std::string_view subject) override {
    telemetry_.alarm(name, subject);
  }

 private:
  harness::Telemetry& telemetry_;
};

}  // namespace assay::systems
