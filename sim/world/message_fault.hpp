// What the network can do to a message, as a closed list of values out of which the faults in
// message_faults/ are made. Each message has one fate per direction, of those that the scenario
// allows.
#pragma once

#include <cstdint>
#include <variant>

#include "sim/decisions/fault.hpp"
#include "sim/time.hpp"

namespace assay::sim {

/// It never arrives.
struct Drop {};

/// What a message that others overtake is late by; less than that is no fault that shows.
inline constexpr Duration overtaking = 200_ms;

/// It arrives later than it would.
struct Delay {
  Duration more{};            ///< by so much
  bool past_timeout = false;  ///< and by what its sender waits for
  bool until_healed = false;  ///< or else not before the world heals, or `hold_max` is over
};

/// It arrives twice, the second time after a delay of its own.
struct Copy {
  Duration later{};           ///< and so much more
  bool first_unheard = false;  ///< whoever sent it is told only what the second comes to
};

/// It never arrives, and the caller of a request learns of a broken connection.
struct Reset {};

/// It strikes those after it too, for a while or until the world heals.
struct Cut {
  enum class Reach : std::uint8_t {
    both_ways,  ///< of its link
    one_way,    ///< of its link, in its direction
    one_node,   ///< all that is sent to the called node; of a reply, all that it sends
  };
  Reach reach = Reach::both_ways;
  bool slow = false;  ///< all arrive, but late
};

using MessageEffect = std::variant<Drop, Delay, Copy, Reset, Cut>;
using MessageFault = Fault<MessageEffect>;
using MessageFaultTable = FaultTable<MessageEffect>;

/// One for each file of message_faults/, by name.
[[nodiscard]] const MessageFaultTable& message_faults();

}  // namespace assay::sim
