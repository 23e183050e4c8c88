// A power cut. Its own event tells of it.
#include "sim/world/node_fault.hpp"

namespace assay::sim {

NodeFault crash() {
  return {.about = {.word = "crash",
                    .edges = {"before", "after"},
                    .meaning = "the node loses power here and restarts from its disk",
                    .sentence = "the power goes {edge} {action}",
                    .keeps = "E4",
                    .tells_itself = true},
          .effect = PowerCut{}};
}

}  // namespace assay::sim
