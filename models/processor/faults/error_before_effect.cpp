// A processor that fails before it has done anything.
#include "models/processor/processor_fault.hpp"

namespace assay::models {

ProcessorFault error_before_effect() {
  return {.about = {.word = "error_before_effect",
                    .edges = {"error"},
                    .meaning = "the processor answers with an error and has done nothing",
                    .sentence = "{thing} ends in an error before it has an effect",
                    .keeps = "E1"},
          .effect = {.moves = Mishap::Moves::nothing, .answers = Mishap::Answers::failure}};
}

}  // namespace assay::models
