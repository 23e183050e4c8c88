// A row that was acknowledged and that nobody can read. Source: R16, I33.
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
