// A store that can be read and not written, as one that fails over. Source: E4.
#include "models/store/commit_fault.hpp"

namespace assay::models {

CommitFault read_only() {
  return {.about = {.word = "read_only",
                    .edges = {"commit"},
                    .meaning = "the store takes no transaction for half a minute",
                    .sentence = "{thing} finds a store that can only be read, for a while",
                    .keeps = "E4"},
          .effect = {.applies = false,
                     .reports = harness::CommitFailure::unavailable,
                     .everything_for = 30_s}};
}

}  // namespace assay::models
