// I07, R22: an operation was answered with another one's result.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice no_false_miss() {
  using enum Part;
  return {"no_false_miss",
          {{moved,
            anything,
            {{contain,
              "Find the operation that was answered for {what}: two that look alike are two."},
             {recover,
              "Carry the one out that never was, under a key of its own; {kept} belongs to {what} "
              "alone."},
             {never,
              "Do not refund {kept} as a double."},
             {verify,
              "Each intent has an operation of its own."}}},
           {not_moved,
            anything,
            {{contain,
              "Tell the client of {what} that it was not carried out, whatever it was told "
              "({told})."},
             {recover,
              "Let it ask again under a new key, and make the key from what it means, not from the "
              "amount."},
             {never,
              "Do not book another operation's effect for {what}."},
             {verify,
              "Each intent has an operation of its own."}}}}};
}

}  // namespace assay::reports::advice
