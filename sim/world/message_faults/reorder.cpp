// A message that others overtake.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault reorder() {
  return {.about = {.word = "reorder",
                    .edges = {"request", "reply"},
                    .meaning = "it is overtaken by what was sent after it",
                    .sentence = "{thing} is overtaken by what was sent later",
                    .keeps = "E1"},
          .effect = Delay{.more = overtaking}};
}

}  // namespace assay::sim
