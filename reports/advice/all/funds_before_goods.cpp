// I32: goods left without money that stands for them.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice funds_before_goods() {
  using enum Part;
  return {"funds_before_goods",
          {{moved,
            anything,
            {{contain,
              "Let nothing more leave for {payable} than {truth} covers."},
             {recover,
              "Ask for what left and is not covered, as an operation of its own; else book it as a "
              "loss."},
             {never,
              "Do not undo {kept} because the goods left too soon: it pays for them."},
             {verify,
              "What left is covered by money that stands, or by a rule that is on record."}}},
           {not_moved,
            anything,
            {{contain,
              "Stop the delivery of {payable}, or call it back: {truth} stands for it."},
             {recover,
              "Authorise what left anew, with its customer's word; else book it as a loss."},
             {never,
              "Do not charge a card unasked because the goods are gone."},
             {verify,
              "What left is covered by money that stands, or by a rule that is on record."}}}}};
}

}  // namespace assay::reports::advice
