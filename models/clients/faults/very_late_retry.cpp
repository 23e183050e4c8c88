// A client that comes back when no key is left anywhere. Source: S10.
#include "models/clients/client_fault.hpp"

namespace assay::models {

ClientFault very_late_retry() {
  return {.about = {.word = "very_late_retry",
                    .edges = {"ask"},
                    .meaning = "the client asks again when the processor, too, has forgotten it",
                    .sentence = "{thing} is asked for again when the processor has forgotten it, "
                                "too",
                    .breaks = "R11"},
          .effect = {.stays_away = AskEffect::StaysAway::past_processor}};
}

}  // namespace assay::models
