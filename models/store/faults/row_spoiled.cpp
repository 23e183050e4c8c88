// A row that was acknowledged and that nobody can read. Source: R16, I33.
// At a journal's entry it is inside the contract: the operation is found again by our reference, at
// the processor and in the payment's row. Anywhere else it breaks E4: a store that accepts a write
// lets it be read, and a claim or an entry of the list of open work is the only copy of who may act
// on a key, or of what is left to do; nothing can be written over it that has not been read.
#include "models/store/commit_fault.hpp"

namespace assay::models {

CommitFault row_spoiled() {
  return {.about = {.word = "row_spoiled",
                    .edges = {"commit"},
                    .meaning = "applied, but the first row of it cannot be read afterwards",
                    .sentence = "{thing} is applied, and its first row is damaged",
                    .keeps = "E4",
                    .breaks = "E4 at a row that is no journal's entry"},
          .effect = {.spoils_row = true}};
}

}  // namespace assay::models
