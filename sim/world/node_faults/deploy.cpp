// A power cut after which another version of the service runs on the same store.
#include "sim/world/node_fault.hpp"

namespace assay::sim {

NodeFault deploy() {
  return {.about = {.word = "deploy",
                    .edges = {"before", "after"},
                    .meaning = "the node is replaced by the next version of the service",
                    .sentence = "another version of the service is deployed {edge} {action}",
                    .keeps = "E4"},
          .effect = PowerCut{.next_version = true}};
}

}  // namespace assay::sim
