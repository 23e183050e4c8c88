// What a consumer of events keeps: which events it has seen, and the next place that it may apply
// for each payable. Events that come early wait here. Serves I25 (applied once, in order).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/event_message.hpp"

namespace assay::models {

class ConsumerInbox {
 public:
  /// Takes an event in. Returns: false where it is known already.
  bool take(EventMessage message);
  /// The next event that may be applied now, or nullptr. Valid until the next call.
  const EventMessage* next_due();

 private:
  struct Kept {
    EventMessage message;
    bool applied = false;
  };

  [[nodiscard]] bool due(const Kept& kept) const;

  std::vector<Kept> kept_;
};

}  // namespace assay::models
