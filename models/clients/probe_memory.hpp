// What a probe goes by of the history so far. Each fact is looked at once, as it comes, so that the
// last question costs what the first did. It judges nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "harness/edge.hpp"
#include "history/history.hpp"

namespace assay::models {

/// What took effect on one payable and stands.
struct Standing {
  std::map<std::string, history::Amount> holds;  // by effect
  std::int64_t captured = 0;
  std::int64_t refunded = 0;
  std::size_t captures = 0;
};

/// How often something was asked of a payable before the probe, and how often it succeeded.
struct Asked {
  std::size_t times = 0;
  std::size_t succeeded = 0;
};

class ProbeMemory {
 public:
  explicit ProbeMemory(const history::History& history) : history_{history} {}

  /// Of a payable by the world's name, by now.
  const Standing& standing(const std::string& payable);
  const Asked& asked(const std::string& payable);
  /// Whether the request's own client has taken it back.
  bool was_cancelled(const harness::EdgeRequest& request);

 private:
  struct Look;
  using Intent = std::tuple<std::string, history::OperationKind, std::uint32_t>;

  void catch_up();

  const history::History& history_;
  std::uint64_t seen_ = 0;  // the sequence number of the last fact that was looked at
  std::map<std::string, Standing> standing_;
  std::map<std::string, Asked> asked_;
  std::set<Intent> cancelled_;
};

}  // namespace assay::models
