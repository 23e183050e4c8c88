// New ids for the payment code: unique over nodes and lives without randomness, and independent of
// what other nodes do, so that one node's ids do not move when another's order changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "payments/ports/ids.hpp"
#include "sim/node.hpp"

namespace assay::models {

/// How many ids each node has minted, over all of its lives. One per world.
class IdCounters {
 public:
  void begin() { counts_.clear(); }
  std::uint32_t next(const sim::Node& node) {
    if (counts_.size() <= node.number()) counts_.resize(node.number() + 1);
    return ++counts_[node.number()];
  }

 private:
  std::vector<std::uint32_t> counts_;  // by the node's number
};

/// Mints "op-1-3": the third id of the node numbered 1.
class IdsPort final : public payments::Ids {
 public:
  IdsPort(sim::Node& node, IdCounters& counters) : node_{node}, counters_{counters} {}

  std::string mint(std::string_view prefix) override {
    std::string id{prefix};
    id += '-';
    id += std::to_string(node_.number());
    id += '-';
    id += std::to_string(counters_.next(node_));
    return id;
  }

 private:
  sim::Node& node_;
  IdCounters& counters_;
};

}  // namespace assay::models
