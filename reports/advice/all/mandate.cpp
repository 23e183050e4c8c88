// I35: money was given back or let go without anybody asking, or nobody was told.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice mandate() {
  using enum Happened;
  using enum Part;
  return {"mandate",
          {{of(undone, repeatedly),
            anything,
            {{contain,
              "Stop automatic voids and refunds for {payable}."},
             {contain,
              "Whoever was told {told} of {what} is told now that it stands no more, or that only "
              "{kept} does."},
             {recover,
              "If it is still owed, ask its customer before it is authorised or charged anew."},
             {never,
              "Do not charge again without being asked because money went back."},
             {verify,
              "Every void and refund that was sent names what it goes back to."}}},
           {anything,
            anything,
            {{contain,
              "Stop automatic voids and refunds for {payable}: {what} went out without a reason "
              "that holds."},
             {recover,
              "Withdraw {what} where {processor} still allows it; else ask the customer before "
              "anything is charged again."},
             {never,
              "Do not write a reason in afterwards that nobody had."},
             {verify,
              "Every void and refund that was sent names what it goes back to."}}}}};
}

}  // namespace assay::reports::advice
