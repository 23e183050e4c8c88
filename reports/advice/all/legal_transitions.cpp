// I12: a recorded state moved in a step that is not allowed.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice legal_transitions() {
  using enum Part;
  return {"legal_transitions",
          {{moved,
            anything,
            {{contain,
              "Let nothing act on {what}: its record took a step that no rule has, and {truth} "
              "stands."},
             {recover,
              "Rebuild {what} from its evidence, asked for anew at {processor}; append the right "
              "state, with its evidence."},
             {never,
              "Do not edit the record of steps: what was wrong stays readable."},
             {verify,
              "Each step is an edge of the table, its version one above the last."}}},
           {not_moved,
            anything,
            {{contain,
              "Let nothing act on {what}: its record took a step that no rule has."},
             {recover,
              "Rebuild {what} from its evidence; nothing of it stands at the processor."},
             {never,
              "Do not edit the record of steps: what was wrong stays readable."},
             {verify,
              "Each step is an edge of the table, its version one above the last."}}}}};
}

}  // namespace assay::reports::advice
