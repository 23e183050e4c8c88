// A message that comes twice. Keys make that harmless; at a processor without keys nothing does.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault duplicate() {
  return {.about = {.word = "duplicate",
                    .edges = {"request", "reply"},
                    .meaning = "it arrives twice",
                    .sentence = "{thing} arrives twice",
                    .keeps = "E1",
                    .breaks = "E3 at a processor without keys"},
          .effect = Copy{}};
}

}  // namespace assay::sim
