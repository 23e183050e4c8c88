// A link that is down one way: one side hears, and is not heard.
#include "sim/world/message_fault.hpp"

namespace assay::sim {

MessageFault partition_one_way() {
  return {.about = {.word = "partition_one_way",
                    .edges = {"request", "reply"},
                    .meaning = "the link breaks for a while in this direction only",
                    .sentence = "{thing} and all others in its direction are lost for a while",
                    .keeps = "E4"},
          .effect = Cut{.reach = Cut::Reach::one_way}};
}

}  // namespace assay::sim
