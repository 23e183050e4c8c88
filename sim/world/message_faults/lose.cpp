// A message that is gone: its sender waits in vain.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault lose() {
  return {.about = {.word = "lose",
                    .edges = {"request", "reply"},
                    .meaning = "it never arrives",
                    .sentence = "{thing} is lost",
                    .keeps = "E1"},
          .effect = Drop{}};
}

}  // namespace assay::sim
