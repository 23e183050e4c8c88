// A mark that the code under test carries was broken: its author said that this cannot be.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice marks_hold() {
  using enum Part;
  return {
      "marks_hold",
      {{moved,
        anything,
        {{contain,
          "Read at the mark what its author held to be impossible, and look at {what} with that "
          "in mind: {truth}."},
         {recover,
          "Put {what} right by what the processor and the books say, and not by what the mark "
          "takes for granted."},
         {never,
          "Do not take the mark out because it was broken: either it is wrong, or the code is."},
         {verify, "The same plan, played again, keeps the mark."}}},
       {not_moved,
        anything,
        {{contain,
          "Read at the mark what its author held to be impossible; nothing moved here, so there "
          "is time."},
         {recover, "Mend what leads there, or the mark where it says too much."},
         {never,
          "Do not take the mark out because it was broken: either it is wrong, or the code is."},
         {verify, "The same plan, played again, keeps the mark."}}}}};
}

}  // namespace assay::reports::advice
