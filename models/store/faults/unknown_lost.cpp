// A commit that nobody hears of again, and that was not applied. Source: S05.
#include "models/store/commit_fault.hpp"

namespace assay::models {

CommitFault unknown_lost() {
  return {.about = {.word = "unknown_lost",
                    .edges = {"commit"},
                    .meaning = "an error is reported and nothing was applied; nobody says so",
                    .sentence = "{thing} is answered with an error and not applied",
                    .keeps = "E4"},
          .effect = {.applies = false, .reports = harness::CommitFailure::unknown}};
}

}  // namespace assay::models
