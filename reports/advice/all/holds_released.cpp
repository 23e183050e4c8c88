// I21: what is reserved does not match what may still be taken or go back.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice holds_released() {
  using enum Part;
  return {"holds_released",
          {{anything,
            anything,
            {{contain,
              "Do not promise the reserved amount to anybody until it is clear what became of "
              "it."},
             {recover,
              "Ask the processor whether the hold or the refund still stands; release what "
              "does not by an entry that names its operation."},
             {never, "Do not release by age alone: what is unknown may still be taken."},
             {verify,
              "Reservations of operations that have ended, but for holds that stand: none."}}}}};
}

}  // namespace assay::reports::advice
