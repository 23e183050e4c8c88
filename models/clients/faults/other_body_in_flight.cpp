// One key for two requests, the second a moment after the first. Source: S07.
#include "models/clients/client_fault.hpp"

namespace assay::models {

ClientFault other_body_in_flight() {
  return {.about = {.word = "other_body_in_flight",
                    .edges = {"ask"},
                    .meaning = "the key goes out with another amount 200 ms after the request",
                    .sentence = "{thing} goes out with another amount while it is worked on",
                    .keeps = "R11"},
          .effect = {.other_body = AskEffect::OtherBody::in_flight}};
}

}  // namespace assay::models
