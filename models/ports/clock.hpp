// The payment code's clock: that of the node it runs on, with its skew. Not a scheduler, and not
// the true time of the world.
#pragma once

#include "payments/ports/clock.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class ClockPort final : public payments::Clock {
 public:
  explicit ClockPort(sim::Node& node) : node_{node} {}

  payments::Instant now() override { return {node_.local_now().ns()}; }
  void sleep_until(payments::Instant until) override {
    (void)node_.sleep_until(sim::TimePoint{until.count});
  }

 private:
  sim::Node& node_;
};

}  // namespace assay::models
