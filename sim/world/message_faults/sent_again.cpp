// A proxy on the way that hears no answer to what it passed on, and passes it on once more. Keys
// make that harmless; at a processor without keys nothing does.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault sent_again() {
  return {.about = {.word = "sent_again",
                    .edges = {"request"},
                    .meaning = "it arrives twice, and only the second is heard of",
                    .sentence = "{thing} is sent again on its way, the first answer being lost",
                    .keeps = "E1",
                    .breaks = "E3 at a processor without keys"},
          .effect = Copy{.later = 300_ms, .first_unheard = true}};
}

}  // namespace assay::sim
