// L3, R18: money came after its operation was given up, and nobody took it up.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice late_success_seen() {
  using enum Part;
  return {"late_success_seen",
          {{moved,
            anything,
            {{contain,
              "Hold a second payment for {payable}: the first one came after all, {truth}."},
             {recover,
              "Run reconciliation against the processor's list now, not at its next turn; it "
              "should have come by {deadline}."},
             {never,
              "Do not ignore it because the order is over: then it goes back, once."},
             {verify,
              "No operation that was given up has an effect that stands."}}},
           {not_moved,
            anything,
            {{contain,
              "Leave {payable} as it is: {truth} stands at the processor."},
             {recover,
              "Record for {what} that money came late and what became of it."},
             {never,
              "Do not adopt what was undone."},
             {verify,
              "No operation that was given up has an effect that stands."}}}}};
}

}  // namespace assay::reports::advice
