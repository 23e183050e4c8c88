// An event that is delivered again by hand, long after it was taken. Source: R29, R37.
#include "models/webhooks/webhook_fault.hpp"

namespace assay::models {

WebhookFault told_again() {
  return {.about = {.word = "told_again",
                    .edges = {"event"},
                    .meaning = "it is told once more ten minutes later, under its id",
                    .sentence = "{thing} is told again ten minutes later",
                    .keeps = "E1"},
          .effect = {.again_after = 10_min}};
}

}  // namespace assay::models
