// A commit that was applied and whose answer is an error. Source: S05.
#include "models/store/commit_fault.hpp"

namespace assay::models {

CommitFault unknown_applied() {
  return {.about = {.word = "unknown_applied",
                    .edges = {"commit"},
                    .meaning = "an error is reported although the commit was applied",
                    .sentence = "{thing} is applied, yet answered with an error",
                    .keeps = "E4"},
          .effect = {.reports = harness::CommitFailure::unknown}};
}

}  // namespace assay::models
