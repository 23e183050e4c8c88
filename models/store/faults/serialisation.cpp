// A transaction that another one got ahead of.
#include "models/store/commit_fault.hpp"

namespace assay::models {

CommitFault serialisation() {
  return {.about = {.word = "serialisation",
                    .edges = {"commit"},
                    .meaning = "a conflict with another transaction: definitely not applied",
                    .sentence = "{thing} is refused: another transaction came first",
                    .keeps = "E4"},
          .effect = {.applies = false, .reports = harness::CommitFailure::serialisation}};
}

}  // namespace assay::models
