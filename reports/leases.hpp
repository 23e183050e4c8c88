// Who held a client's key, from when to when, and how it went from one to the next: read from what
// was made durable about it. A lease's end is what its owner wrote, by its owner's clock.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/concern.hpp"

namespace assay::reports {

enum class LeaseEnd : std::uint8_t {
  open,         ///< still held when the story ends
  stored,       ///< the answer was stored
  removed,      ///< the record was
  handed_over,  ///< left to whoever comes
  lapsed,       ///< nobody renewed it
  cut_off,      ///< its holder lost its power
  taken         ///< another claimed it while it was held
};

/// One holder of a key.
struct Tenure {
  std::string holder;
  std::uint64_t token = 0;
  std::int64_t from = 0;   ///< virtual nanoseconds
  std::int64_t until = 0;  ///< as granted; 0 where nobody said
  std::int64_t to = 0;     ///< when it ended
  LeaseEnd end{};
  std::uint64_t claim = 0;  ///< the sequence number of its claim
};

/// All holders of one key, in order.
struct Lease {
  std::string scope;
  std::string key;
  std::vector<Tenure> tenures;
  /// It changed hands, ended otherwise than with its work, is held at a deadline, or is evidence.
  bool eventful = false;
};

/// The leases of the keys that matter, up to the end of what matters.
[[nodiscard]] std::vector<Lease> leases_of(const history::History& history, const Concern& concern);

/// "lease k-pay-1-a1": its lane.
[[nodiscard]] std::string lane_of(const Lease& lease);

/// How it began: "shop-1 holds it until 20.005 s, token 1".
[[nodiscard]] std::string begin_words(const Tenure& tenure);

/// How it ended: "is handed over by shop-1".
[[nodiscard]] std::string end_words(const Tenure& tenure);

}  // namespace assay::reports
