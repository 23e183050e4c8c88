// A clock that is set forward, within the skew that was stated.
#include "sim/world/node_fault.hpp"

namespace assay::sim {

NodeFault clock_ahead() {
  return {.about = {.word = "clock_ahead",
                    .edges = {"before", "after"},
                    .meaning = "its clock jumps ahead, to the end of what skew is promised",
                    .sentence = "the node's clock jumps ahead {edge} {action}",
                    .keeps = "E4"},
          .effect = ClockJump{.ahead = true}};
}

}  // namespace assay::sim
