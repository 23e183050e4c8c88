// L4, R44: something was tried more often than is allowed.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice retry_budget() {
  using enum Part;
  return {"retry_budget",
          {{anything,
            unsettled,
            {{contain,
              "Stop the retries of {what}: its budget is spent, {tries} tries so far."},
             {recover,
              "Go on by asking: look {processor_key} up at {processor}, further and further "
              "apart."},
             {never,
              "Do not raise the budget to let it through."},
             {verify,
              "No operation has more tries than its budget, at the edge or at a processor."}}},
           {anything,
            settled,
            {{contain,
              "Find who still retries {what}: it is {believed} since {since}, {tries} tries so "
              "far."},
             {recover,
              "Give that caller the final answer, with a word not to try again."},
             {never,
              "Do not answer it with \"try again\"."},
             {verify,
              "No operation has more tries than its budget, at the edge or at a processor."}}}}};
}

}  // namespace assay::reports::advice
