// A processor that tells nothing. Source: S14, L3.
#include "models/webhooks/webhook_fault.hpp"

namespace assay::models {

WebhookFault never_told() {
  return {.about = {.word = "never_told",
                    .edges = {"event"},
                    .meaning = "nobody is ever told of it",
                    .sentence = "{thing} is never told",
                    .keeps = "E1"},
          .effect = {.unsent = true}};
}

}  // namespace assay::models
