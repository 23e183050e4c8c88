// I33, R43: money moved and no book knows of it.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice no_unseen_effect() {
  using enum Part;
  return {"no_unseen_effect",
          {{moved,
            anything,
            {{contain,
              "Hold payouts and refunds of {payable}: {truth} moved, and the books do not have all "
              "of it."},
             {recover,
              "Run reconciliation over the processor's list for {processor} now; it was due by "
              "{deadline}."},
             {never,
              "Do not match it by amount and date alone: by our own reference, or by the "
              "processor's."},
             {verify,
              "Every effect on the processor's list has a record, a break or a reversal."}}},
           {not_moved,
            anything,
            {{contain,
              "Check the reversals of {payable} at {processor}: one may be on our books alone."},
             {recover,
              "Open again what was ticked off without being undone."},
             {never,
              "Do not take the answer to a reversal for the reversal."},
             {verify,
              "Every effect on the processor's list has a record, a break or a reversal."}}}}};
}

}  // namespace assay::reports::advice
