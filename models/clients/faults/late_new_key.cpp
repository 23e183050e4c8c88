// A client that comes back with another key for the same thing. Source: S10.
#include "models/clients/client_fault.hpp"

namespace assay::models {

ClientFault late_new_key() {
  return {.about = {.word = "late_new_key",
                    .edges = {"ask"},
                    .meaning = "the client asks again with another key when all have forgotten it",
                    .sentence = "{thing} is asked for again much later with another key",
                    .breaks = "R11"},
          .effect = {.stays_away = AskEffect::StaysAway::past_processor, .new_key = true}};
}

}  // namespace assay::models
