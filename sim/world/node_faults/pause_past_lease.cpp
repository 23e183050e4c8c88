// A pause after which somebody else has taken over, and the sleeper does not know.
#include "sim/world/node_fault.hpp"

namespace assay::sim {

NodeFault pause_past_lease() {
  return {.about = {.word = "pause_past_lease",
                    .edges = {"before", "after"},
                    .meaning = "the node stops running for longer than any lease and skew",
                    .sentence = "the node pauses for longer than its lease {edge} {action}",
                    .breaks = "E2"},
          .effect = Pause{.past_lease = true}};
}

}  // namespace assay::sim
