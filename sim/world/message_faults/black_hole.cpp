// A node that accepts connections and does nothing with them.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault black_hole() {
  return {.about = {.word = "black_hole",
                    .edges = {"request", "reply"},
                    .meaning = "the called node takes everything in for a while and answers nobody",
                    .sentence = "{thing} and all others of that node are swallowed for a while",
                    .keeps = "E4"},
          .effect = Cut{.reach = Cut::Reach::one_node}};
}

}  // namespace assay::sim
