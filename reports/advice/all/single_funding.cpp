// I02, R18: more was taken for an order than it owes.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice single_funding() {
  using enum Happened;
  using enum Part;
  return {"single_funding",
          {{of(repeatedly),
            anything,
            {{contain,
              "Hold everything that still collects for {payable}: more stands than it owes "
              "({truth})."},
             {never,
              "Do not ask the customer to dispute it."},
             {verify,
              "For each payable, what stands is at most what it owes."}}},
           {of(once),
            anything,
            {{contain,
              "Hold everything that still collects for {payable}: add up all its operations, this "
              "is {truth}."},
             {recover,
              "What is not owed goes back once, the latest first, and only what was told to "
              "nobody: {kept_back}"},
             {never,
              "Do not give back more than the excess, nor the same excess twice: look for a refund "
              "that is under way."},
             {verify,
              "For each payable, what stands is at most what it owes."}}},
           {not_moved,
            anything,
            {{contain,
              "Hold everything that still collects for {payable}."},
             {recover,
              "Add up its operations at the processor: the excess may have gone back already."},
             {never,
              "Do not refund an excess that was undone."},
             {verify,
              "For each payable, what stands is at most what it owes."}}}}};
}

}  // namespace assay::reports::advice
