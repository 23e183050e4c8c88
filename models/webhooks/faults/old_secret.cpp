// A processor that has not taken over its new secret everywhere. Source: R30.
#include "models/webhooks/webhook_fault.hpp"

namespace assay::models {

WebhookFault old_secret() {
  return {.about = {.word = "old_secret",
                    .edges = {"event"},
                    .meaning = "the first try is signed by a secret that is valid no longer",
                    .sentence = "{thing} is signed by an old secret at first",
                    .keeps = "E1"},
          .effect = {.old_secret = true}};
}

}  // namespace assay::models
