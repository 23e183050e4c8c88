// What the nodes of a service share, and what outlives their crashes: the store, the processor, the
// consumers, the record. Not the ports of the payment code (ports/node_ports.hpp): a system of
// somebody else's finds its surroundings here and needs nothing of them.
#pragma once

#include <cstdint>
#include <vector>

#include "models/processor/profile.hpp"
#include "models/recorder.hpp"
#include "models/store/database.hpp"
#include "sim/time.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class TelemetryLog;

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

/// The nodes of the consumers.
struct Consumers {
  sim::Node& ledger;
  sim::Node& notifications;
};

struct SharedServices {
  Recorder& recorder;
  Database& database;
  IdCounters& ids;
  TelemetryLog& telemetry;
  sim::Node& processor;
  const Profile& profile;  ///< of the processor: what it promises
  Consumers consumers;
  sim::Duration rpc_timeout;
};

}  // namespace assay::models
