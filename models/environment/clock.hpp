// The clock of one node, as wrong as it is: with skew, drift and jumps. Not the world's time, which
// no system sees.
#pragma once

#include "harness/clock.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class NodeClock final : public harness::Clock {
 public:
  explicit NodeClock(sim::Node& node) : node_{node} {}

  sim::TimePoint now() override { return node_.local_now(); }
  bool sleep_until(sim::TimePoint until) override { return node_.sleep_until(until); }

 private:
  sim::Node& node_;
};

}  // namespace assay::models
