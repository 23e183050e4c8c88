// Somebody else's message beside the processor's own. Source: R30 (checked before anything else).
#include "models/webhooks/webhook_fault.hpp"

namespace assay::models {

WebhookFault forged() {
  return {.about = {.word = "forged",
                    .edges = {"event"},
                    .meaning = "beside it comes one of somebody without a secret, of a success",
                    .sentence = "beside {thing} comes a forged one that claims success",
                    .keeps = "E1"},
          .effect = {.beside = WebhookMishap::Beside::forger}};
}

}  // namespace assay::models
