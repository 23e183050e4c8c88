// A store that refuses.
#include "models/store/commit_fault.hpp"

namespace assay::models {

CommitFault unavailable() {
  return {.about = {.word = "unavailable",
                    .edges = {"commit"},
                    .meaning = "the store refuses: definitely not applied",
                    .sentence = "{thing} is refused: the store is unavailable",
                    .keeps = "E4"},
          .effect = {.applies = false, .reports = harness::CommitFailure::unavailable}};
}

}  // namespace assay::models
