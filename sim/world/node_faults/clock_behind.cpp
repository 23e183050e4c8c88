// A clock that is set back, within the skew that was stated.
#include "sim/world/node_fault.hpp"

namespace assay::sim {

NodeFault clock_behind() {
  return {.about = {.word = "clock_behind",
                    .edges = {"before", "after"},
                    .meaning = "its clock jumps back, to the end of what skew is promised",
                    .sentence = "the node's clock jumps back {edge} {action}",
                    .keeps = "E4"},
          .effect = ClockJump{.ahead = false}};
}

}  // namespace assay::sim
