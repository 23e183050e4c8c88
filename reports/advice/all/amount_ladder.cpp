// I16, R21, R25, R26: more captured than agreed, or more refunded than captured.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice amount_ladder() {
  using enum Part;
  return {"amount_ladder",
          {{moved,
            anything,
            {{contain,
              "Freeze captures and refunds of {payable} until its sums are right, those that are "
              "under way included."},
             {recover,
              "Add up {payable} from its effects at {processor}, from zero. What is above the "
              "limit goes back once: {way_back}",
              Each::extra},
             {recover,
              "Where a refund went too far, book the excess as owed by the customer."},
             {never,
              "Do not set a remainder below zero to zero: it is the excess."},
             {verify,
              "Captures are within what was authorised, and refunds, pending ones included, within "
              "what was captured."}}},
           {not_moved,
            anything,
            {{contain,
              "Freeze refunds of {payable}: those under way count as spent."},
             {recover,
              "Withdraw what was not sent yet and has no room; ask after what was sent before you "
              "count on it."},
             {never,
              "Do not send {what} again on a sum that was read before: read it in the commit that "
              "reserves it."},
             {verify,
              "Refunds, pending ones included, are within what was captured."}}}}};
}

}  // namespace assay::reports::advice
