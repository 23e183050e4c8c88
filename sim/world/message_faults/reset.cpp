// A message whose connection breaks under it.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault reset() {
  return {.about = {.word = "reset",
                    .edges = {"request", "reply"},
                    .meaning = "the connection breaks: the sender learns of an error, not of "
                               "the outcome",
                    .sentence = "{thing} meets a broken connection",
                    .keeps = "E1"},
          .effect = Reset{}};
}

}  // namespace assay::sim
