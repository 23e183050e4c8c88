// A message that somebody on its way keeps.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault hold() {
  return {.about = {.word = "hold",
                    .edges = {"request", "reply"},
                    .meaning = "it is kept back and released much later",
                    .sentence = "{thing} is held back and released much later",
                    .keeps = "E1"},
          .effect = Delay{.until_healed = true}};
}

}  // namespace assay::sim
