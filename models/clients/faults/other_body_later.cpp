// One key for two requests, the second once the first was answered for good. Source: S07.
#include "models/clients/client_fault.hpp"

namespace assay::models {

ClientFault other_body_later() {
  return {.about = {.word = "other_body_later",
                    .edges = {"ask"},
                    .meaning = "the key goes out with another amount after the answer",
                    .sentence = "{thing} goes out with another amount after its answer",
                    .keeps = "R11"},
          .effect = {.other_body = AskEffect::OtherBody::later}};
}

}  // namespace assay::models
