// A consumer that is down. Source: S37.
#include "models/consumers/consumer_fault.hpp"

namespace assay::models {

ConsumerFault refuse_for_a_while() {
  return {.about = {.word = "refuse_for_a_while",
                    .edges = {"take"},
                    .meaning = "the consumer takes nothing for half a minute",
                    .sentence = "{thing} finds a consumer that takes nothing for a while",
                    .keeps = "E4"},
          .effect = {.everything_for = 30_s}};
}

}  // namespace assay::models
