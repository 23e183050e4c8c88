// A processor that fails once it has moved the money.
#include "models/processor/processor_fault.hpp"

namespace assay::models {

ProcessorFault error_after_effect() {
  return {.about = {.word = "error_after_effect",
                    .edges = {"error"},
                    .meaning = "the processor answers with an error after the effect",
                    .sentence = "{thing} ends in an error after its effect",
                    .keeps = "E1"},
          .effect = {.answers = Mishap::Answers::failure}};
}

}  // namespace assay::models
