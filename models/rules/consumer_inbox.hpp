// What a consumer of events keeps: which events it has seen, and how far it has come with each
// payable. Events that come early wait here. Taking one in costs the same however many came before.
// Serves I25 (applied once, in order).
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "harness/bus.hpp"

namespace assay::models {

class ConsumerInbox {
 public:
  /// Takes an event in. Returns: false where it is known already.
  bool take(harness::Event message);
  /// The next event that may be applied now, or nullptr. Valid until the next call.
  const harness::Event* next_due();

 private:
  /// The events of one payable.
  struct Stream {
    std::uint64_t applied = 0;                         // the highest place; there are no gaps below
    std::multimap<std::uint64_t, harness::Event> early;  // by place
  };

  std::set<std::string, std::less<>> known_;  // events
  std::map<std::string, Stream, std::less<>> streams_;
  std::deque<harness::Event> due_;
  harness::Event current_;
};

}  // namespace assay::models
