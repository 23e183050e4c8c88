// A link that is slow enough for some answers to come after the time-out.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault slow_link() {
  return {.about = {.word = "slow_link",
                    .edges = {"request", "reply"},
                    .meaning = "the link is slow for a while, in both directions",
                    .sentence = "{thing} and all others between the two are slow for a while",
                    .keeps = "E4"},
          .effect = Cut{.reach = Cut::Reach::both_ways, .slow = true}};
}

}  // namespace assay::sim
