// The payment code's clock over the environment's. One count of nanoseconds on both sides; no time
// zone, no calendar.
#pragma once

#include "harness/clock.hpp"
#include "payments/ports/clock.hpp"

namespace assay::systems {

class ClockAdapter final : public payments::Clock {
 public:
  explicit ClockAdapter(harness::Clock& clock) : clock_{clock} {}

  payments::Instant now() override { return {clock_.now().ns()}; }
  void sleep_until(payments::Instant until) override {
    (void)clock_.sleep_until(harness::TimePoint{until.count});
  }

 private:
  harness::Clock& clock_;
};

}  // namespace assay::systems
