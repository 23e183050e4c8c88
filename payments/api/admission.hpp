// Who may come in when there is more to do than can be done: so many requests at work, so many
// waiting, and the rest refused before anything has happened. It counts and decides; waiting for a
// turn is the host's, and nothing is kept that matters.
// Serves: S36 (shed before effects, never after), L4 (hints for those who must come back).
#pragma once

#include "payments/journal/responses.hpp"

#include <cstdint>

namespace payments {

/// What one process takes on. Units: requests. `in_flight_max` of 0 means no limit.
struct Capacity {
  std::uint32_t in_flight_max = 0;
  std::uint32_t queue_max = 0;
};

class Admission {
 public:
  enum class Entry : std::uint8_t {
    at_work,  ///< go on; `leave` when it is done
    waiting,  ///< ask `take_turn` whenever somebody has left
    shed,     ///< answer with `refusal`; nothing to leave
  };

  Admission(Capacity capacity, Duration retry_hint)
      : capacity_(capacity), retry_hint_(retry_hint) {}

  Entry arrive();
  /// Whether a waiting request may go on now; then it counts as at work.
  bool take_turn();
  void leave();

  /// 429, with a hint that grows with the number of those who wait already.
  [[nodiscard]] Response refusal() const;
  [[nodiscard]] std::uint32_t at_work() const { return at_work_; }
  [[nodiscard]] std::uint32_t waiting() const { return waiting_; }

 private:
  [[nodiscard]] bool has_room() const {
    return capacity_.in_flight_max == 0 || at_work_ < capacity_.in_flight_max;
  }

  Capacity capacity_;
  Duration retry_hint_;
  std::uint32_t at_work_ = 0;
  std::uint32_t waiting_ = 0;
};

}  // namespace payments
