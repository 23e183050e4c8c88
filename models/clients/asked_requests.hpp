// What clients have asked of a service so far: what a probe can ask again. Not what they were
// answered: those are facts.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "harness/edge.hpp"
#include "sim/time.hpp"

namespace assay::models {

/// A request as it was first made under its key.
struct AskedRequest {
  harness::EdgeRequest request;
  sim::TimePoint first;  ///< when that was
};

/// Each (tenant, scope, key) once, in the order in which they were first used.
class AskedRequests {
 public:
  void note(const harness::EdgeRequest& request, sim::TimePoint now);
  [[nodiscard]] const std::vector<AskedRequest>& all() const { return all_; }

 private:
  std::vector<AskedRequest> all_;
  std::set<std::tuple<std::string, std::string, std::string>> keys_;  // tenant, scope, key
};

}  // namespace assay::models
