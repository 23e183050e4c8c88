// An event that its consumer cannot stomach until somebody repairs it. Source: S37.
#include "models/consumers/consumer_fault.hpp"

namespace assay::models {

ConsumerFault refuse_for_ever() {
  return {.about = {.word = "refuse_for_ever",
                    .edges = {"take"},
                    .meaning = "the consumer never takes this event until faults stop",
                    .sentence = "{thing} is refused by its consumer for ever",
                    .keeps = "E4"},
          .effect = {.event_until_healed = true}};
}

}  // namespace assay::models
