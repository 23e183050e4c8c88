// A consumer that does not take one delivery. Source: S37.
#include "models/consumers/consumer_fault.hpp"

namespace assay::models {

ConsumerFault refuse() {
  return {.about = {.word = "refuse",
                    .edges = {"take"},
                    .meaning = "the consumer does not take this delivery",
                    .sentence = "{thing} is refused by its consumer",
                    .keeps = "E4"},
          .effect = {}};
}

}  // namespace assay::models
