// How whoever hears of a system's events takes them: which it knows already, which it applies now,
// what it books and tells for them. A rule as a value: it waits for nothing and sees nothing of its
// world, which delivers, refuses, and records what it says.
// Source: R34 (deduplicated by event id, ordered by aggregate).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/bus.hpp"

namespace assay::harness {

/// One leg of what is booked for an event, in the event's currency.
struct Leg {
  std::string account;
  std::int64_t minor = 0;  ///< minor units; a debit above zero, a credit below
};

/// What a consumer does for one event that it applies.
struct Reaction {
  Event event;
  std::vector<Leg> legs{};
  bool tells_customer = false;  ///< of the event's outcome
};

/// What became of an event that was handed over. It is acknowledged either way.
struct Taken {
  bool known = false;                 ///< it has come before
  std::vector<Reaction> reactions{};  ///< in this order; to other events too, which had to wait
};

/// One consumer, for as long as its world lasts: it never crashes.
/// Threads: one, in one fiber at a time; a call never waits.
class Consumer {
 public:
  virtual ~Consumer() = default;

  /// Takes in an event that the world delivers, as often as it delivers it.
  virtual Taken take(Event event) = 0;
};

}  // namespace assay::harness
