// A processor's memory of idempotency keys: who is in flight, what was answered, for how long it is
// remembered. Not the effects. A question costs the same however many keys came before.
// Source: R3 (stored answers, in flight, other body, pruning).
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "harness/processor.hpp"
#include "sim/time.hpp"

namespace assay::models {

/// What a key that arrives with a request means.
enum class KeyState : std::uint8_t {
  fresh,       ///< not known, or pruned: it is now in flight for this request
  in_flight,   ///< an earlier request with it is being worked on
  answered,    ///< an earlier request with it and the same body was answered
  other_body,  ///< known, but with another body
};

class KeyStore {
 public:
  explicit KeyStore(sim::Duration retention) : retention_{retention} {}

  /// Looks a key up and claims it where it is fresh. `body` is a fingerprint of the request's body.
  KeyState claim(std::string_view key, std::uint64_t body, sim::TimePoint now);
  /// The stored answer of an answered key. Contract: `claim` said `answered`.
  [[nodiscard]] const harness::ProcessorReply& answer(std::string_view key) const;
  /// Stores the answer of a key in flight. Contract: `claim` said `fresh`.
  void complete(std::string_view key, const harness::ProcessorReply& answer);
  /// Forgets a key in flight: its request stored nothing.
  void release(std::string_view key);

 private:
  struct Known {
    harness::ProcessorReply answer;
    std::uint64_t body = 0;
    sim::TimePoint since;
    bool in_flight = true;
  };

  void prune(sim::TimePoint now);

  sim::Duration retention_;
  std::map<std::string, Known, std::less<>> known_;
  std::deque<std::pair<sim::TimePoint, std::string>> claims_;  // oldest first; some are released
};

}  // namespace assay::models
