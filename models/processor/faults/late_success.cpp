// An effect within D_max, when its caller has given up and asked in vain. Source: S02.
#include "models/processor/processor_fault.hpp"

namespace assay::models {

ProcessorFault late_success() {
  return {.about = {.word = "late_success",
                    .edges = {"error"},
                    .meaning = "the effect comes after the caller's time-out and its first look-up",
                    .sentence = "{thing} takes effect only after its caller has given up",
                    .keeps = "E1"},
          .effect = {.late = true}};
}

}  // namespace assay::models
