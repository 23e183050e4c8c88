// A processor that is out of service. What it would have stored under keys it has not taken in.
#include "models/processor/processor_fault.hpp"

namespace assay::models {

ProcessorFault out_of_service() {
  return {.about = {.word = "out_of_service",
                    .edges = {"error"},
                    .meaning = "the processor does nothing and answers errors for two minutes",
                    .sentence = "{thing} finds a processor that is out of service for a while",
                    .keeps = "E1"},
          .effect = {.moves = Mishap::Moves::nothing,
                     .answers = Mishap::Answers::failure,
                     .everything_for = 2_min}};
}

}  // namespace assay::models
