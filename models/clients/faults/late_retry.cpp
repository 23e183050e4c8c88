// A client whose retry horizon is longer than the service keeps keys. Source: S10.
#include "models/clients/client_fault.hpp"

namespace assay::models {

ClientFault late_retry() {
  return {.about = {.word = "late_retry",
                    .edges = {"ask"},
                    .meaning = "the client asks again when the service has forgotten the key",
                    .sentence = "{thing} is asked for again after its key was forgotten",
                    .breaks = "R11"},
          .effect = {.stays_away = AskEffect::StaysAway::past_service}};
}

}  // namespace assay::models
