// What may happen to a node at a point before or after an effect of a port, as a closed list of
// values out of which the faults in node_faults/ are made.
#pragma once

#include <variant>

#include "sim/decisions/fault.hpp"

namespace assay::sim {

/// The power goes, and it starts again from its disk a while later.
struct PowerCut {
  bool next_version = false;  ///< with the next version of its program
};

/// It stops running for less than anybody would notice.
struct Pause {
  bool past_lease = false;  ///< and for longer than a lease
};

/// Its clock jumps to an end of what skew is promised.
struct ClockJump {
  bool ahead = false;
};

using NodeEffect = std::variant<PowerCut, Pause, ClockJump>;
using NodeFault = Fault<NodeEffect>;
using NodeFaultTable = FaultTable<NodeEffect>;

/// One for each file of node_faults/, by name.
[[nodiscard]] const NodeFaultTable& node_faults();

}  // namespace assay::sim
