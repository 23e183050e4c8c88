// A processor that says no for a reason of its own. Questions are not declined.
#include "models/processor/processor_fault.hpp"

namespace assay::models {

ProcessorFault decline() {
  return {.about = {.word = "decline",
                    .edges = {"error"},
                    .meaning = "the processor says no: definite, without effect",
                    .sentence = "{thing} is declined",
                    .keeps = "E1",
                    .not_of = {"look_up", "list"}},
          .effect = {.moves = Mishap::Moves::nothing, .answers = Mishap::Answers::decline}};
}

}  // namespace assay::models
