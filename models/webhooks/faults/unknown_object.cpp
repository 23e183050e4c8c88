// An event about what another user of the same account has done. Source: R30.
#include "models/webhooks/webhook_fault.hpp"

namespace assay::models {

WebhookFault unknown_object() {
  return {.about = {.word = "unknown_object",
                    .edges = {"event"},
                    .meaning = "beside it comes a genuine one about an operation never sent",
                    .sentence = "beside {thing} comes one about an operation of somebody else's",
                    .keeps = "E1"},
          .effect = {.beside = WebhookMishap::Beside::neighbour}};
}

}  // namespace assay::models
