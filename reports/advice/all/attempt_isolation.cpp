// I15, R14: news of one try was taken for news of another.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice attempt_isolation() {
  using enum Part;
  return {"attempt_isolation",
          {{anything,
            settled,
            {{contain,
              "Act on nothing that follows from {what} being {believed}: that was decided by news "
              "of another try."},
             {recover,
              "Ask {processor} after each try of {what} by its own key, oldest first, and decide "
              "anew from these answers."},
             {never,
              "Do not copy an answer from one try to another, nor from one operation to its "
              "sibling."},
             {verify,
              "Each step of an operation names evidence of its own try."}}},
           {anything,
            unsettled,
            {{contain,
              "Keep {what} open until each of its tries was asked after under its own key."},
             {never,
              "Do not close a try because another one is closed."},
             {verify,
              "Each step of an operation names evidence of its own try."}}}}};
}

}  // namespace assay::reports::advice
