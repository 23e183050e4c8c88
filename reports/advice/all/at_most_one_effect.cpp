// I01, R5, R8: which of several effects stays, and how the others go back.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice at_most_one_effect() {
  using enum Believed;
  using enum Happened;
  using enum Part;
  return {"at_most_one_effect",
          {{of(repeatedly),
            of(succeeded),
            {{contain,
              "Stop every retry of {what}, under whichever key: it has moved money more than once "
              "({truth})."},
             {contain,
              "Hold refunds of {payable} that others may have begun by hand, so that nothing goes "
              "back twice."},
             {never,
              "Do not take the record of success for proof that all is well: it speaks of {kept} "
              "alone."}}},
           {of(repeatedly),
            anything,
            {{contain,
              "Stop every retry of {what}: the books say {believed}, and it has moved money more "
              "than once ({truth})."},
             {recover,
              "When the others are back, record {kept} as the effect of {what}: a late success."},
             {never,
              "Do not conclude from \"{believed}\" that nothing moved."}}},
           {of(once, undone),
            anything,
            {{contain,
              "Keep every other try of {what} back until the reversal of what moved first is "
              "confirmed by {processor}."},
             {recover,
              "Let only one try count: {truth}. One that comes after it goes back, once, when it "
              "comes."},
             {never,
              "Do not send another try because a reversal was asked for: asked for is not "
              "confirmed."},
             {verify,
              "No operation has two effects that stand."}}},
           {of(nothing, declined),
            anything,
            {{contain,
              "Let nobody send {what} again before {processor} has said what became of "
              "{processor_key}."},
             {never,
              "Do not retry {what} blindly."},
             {verify,
              "No operation has two effects that stand."}}}}};
}

}  // namespace assay::reports::advice
