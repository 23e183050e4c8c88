// A message that comes too late for whoever sent it, though it may still have its effect.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault past_timeout() {
  return {.about = {.word = "past_timeout",
                    .edges = {"request", "reply"},
                    .meaning = "it arrives after its sender has stopped waiting",
                    .sentence = "{thing} arrives after its sender has stopped waiting",
                    .keeps = "E1"},
          .effect = Delay{.past_timeout = true}};
}

}  // namespace assay::sim
