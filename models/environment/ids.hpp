// New ids for a system: unique over nodes and lives without randomness, and independent of what
// other nodes do, so that one node's ids do not move when another's order changes.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "harness/ids.hpp"
#include "models/environment/shared_services.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

/// Mints "op-1-3": the third id of the node numbered 1.
class NodeIds final : public harness::Ids {
 public:
  NodeIds(sim::Node& node, IdCounters& counters) : node_{node}, counters_{counters} {}

  std::string mint(std::string_view prefix) override {
    return fmt::format("{}-{}-{}", prefix, node_.number(), counters_.next(node_));
  }

 private:
  sim::Node& node_;
  IdCounters& counters_;
};

}  // namespace assay::models
