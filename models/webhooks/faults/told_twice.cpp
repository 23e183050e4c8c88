// Two event ids for one movement. Source: R31, solidusio/solidus_stripe #262.
#include "models/webhooks/webhook_fault.hpp"

namespace assay::models {

WebhookFault told_twice() {
  return {.about = {.word = "told_twice",
                    .edges = {"event"},
                    .meaning = "it is told once more at the same time, under another id",
                    .sentence = "{thing} is told twice, under two ids",
                    .keeps = "E1"},
          .effect = {.second_id = true}};
}

}  // namespace assay::models
