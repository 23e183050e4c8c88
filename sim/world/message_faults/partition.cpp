// A link that is down. What heals restores it.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault partition() {
  return {.about = {.word = "partition",
                    .edges = {"request", "reply"},
                    .meaning = "the link breaks for a while, in both directions",
                    .sentence = "{thing} and all others between the two are lost for a while",
                    .keeps = "E4"},
          .effect = Cut{.reach = Cut::Reach::both_ways}};
}

}  // namespace assay::sim
