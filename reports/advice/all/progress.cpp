// I31, R13: an answer that can be had was not taken.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice progress() {
  using enum Believed;
  using enum Part;
  return {"progress",
          {{anything,
            of(parked),
            {{contain,
              "Take {what} out of the pile: parked since {since} ({reason}), and its processor "
              "answers by now."},
             {recover,
              "Ask {processor} for {operation} ({processor_key}) and settle {what} by what it "
              "says."},
             {never,
              "Do not write {what} off, nor send it anew, before that question was answered."},
             {verify,
              "Nothing is parked, or unknown, of which the processor knows the end."}}},
           {anything,
            anything,
            {{contain,
              "Give {what} back to the resolver: it is {state} since {since}, and a definite "
              "answer can be had."},
             {recover,
              "Apply the answer that is held for {what}; if it was lost, ask {processor} once more "
              "({processor_key})."},
             {never,
              "Do not send {what} again while its answer is there to be read."},
             {verify,
              "Nothing is parked, or unknown, of which the processor knows the end."}}}}};
}

}  // namespace assay::reports::advice
