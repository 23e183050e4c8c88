// I17, R24: captured after it was released, or released after it was captured.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice capture_void_exclusive() {
  using enum Part;
  return {"capture_void_exclusive",
          {{moved,
            anything,
            {{contain,
              "Send neither capture nor release for {payable} until {processor} says which of the "
              "two counts."},
             {recover,
              "If the capture stands: {kept_back} Unless the goods went out and it is still owed: "
              "then book it as a late success."},
             {recover,
              "If the release stands, authorise anew for what is still owed."},
             {never,
              "Do not release what was captured: its way back is a refund."},
             {verify,
              "No hold is both captured and released."}}},
           {not_moved,
            anything,
            {{contain,
              "Send no capture for {payable}: its hold is gone, or in doubt."},
             {recover,
              "Ask {processor} what the hold of {payable} has become; if it is gone, authorise "
              "anew."},
             {never,
              "Do not release a hold while its capture is in doubt: resolve first."},
             {verify,
              "No hold is both captured and released."}}}}};
}

}  // namespace assay::reports::advice
