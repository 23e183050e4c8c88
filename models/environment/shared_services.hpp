// What the nodes of a service share, and what outlives their crashes: the store, the processors,
// the consumers, the record. The other side of harness::Environment; no system sees it.
#pragma once

#include <cstdint>
#include <vector>

#include "models/recorder.hpp"
#include "models/rules/profile.hpp"
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

/// A processor that the service may call.
struct ReachableProcessor {
  sim::Node& node;
  const Profile& profile;
  bool webhooks = false;  ///< does it tell unasked?
};

struct SharedServices {
  Recorder& recorder;
  Database& database;
  IdCounters& ids;
  TelemetryLog& telemetry;
  std::vector<ReachableProcessor> processors;
  Consumers consumers;
  sim::Duration effect_max;  ///< D_max, of every processor
};

}  // namespace assay::models
