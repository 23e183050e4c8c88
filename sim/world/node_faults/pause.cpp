// A pause within its budget: a collection of garbage, a disk that stalls.
#include "sim/world/node_fault.hpp"

namespace assay::sim {

NodeFault pause() {
  return {.about = {.word = "pause",
                    .edges = {"before", "after"},
                    .meaning = "the node stops running for up to 5 s, which nobody would notice",
                    .sentence = "the node pauses {edge} {action}",
                    .keeps = "E2"},
          .effect = Pause{}};
}

}  // namespace assay::sim
