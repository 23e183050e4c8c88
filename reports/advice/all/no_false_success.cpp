// I09, R33: something counts as paid that did not move, or not so much.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice no_false_success() {
  using enum Believed;
  using enum Part;
  return {"no_false_success",
          {{moved,
            of(succeeded),
            {{contain,
              "Hold goods of {payable} beyond {truth}: more is believed than moved."},
             {recover,
              "Correct the amount of {what} to what stands: {truth}; ask for the rest as an "
              "operation of its own."},
             {never,
              "Do not capture or refund the amount that is believed."},
             {verify,
              "Believed and moved amounts agree for every operation."}}},
           {moved,
            anything,
            {{contain,
              "Check what was done on the strength of the success that came before its time: "
              "{truth} stands by now."},
             {never,
              "Do not charge {what} again: it has moved."},
             {verify,
              "No success is recorded before its effect."}}},
           {not_moved,
            anything,
            {{contain,
              "Stop whatever follows from {what} counting as paid: capture, delivery, payout."},
             {recover,
              "Ask {processor} what the success rests on; without an effect it is taken back in "
              "the books."},
             {never,
              "Do not charge again before the look-up says that nothing stands."},
             {verify,
              "No success is recorded before its effect."}}}}};
}

}  // namespace assay::reports::advice
