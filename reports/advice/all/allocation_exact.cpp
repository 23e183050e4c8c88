// I19: parts of a movement do not sum to it, or somebody gave back another part than they got.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice allocation_exact() {
  using enum Part;
  return {"allocation_exact",
          {{anything,
            anything,
            {{contain,
              "Hold payouts to those who have a part in the payment, and close their accounts "
              "for reading."},
             {recover,
              "Book the difference between the parts and the whole by an entry of its own "
              "that names the one it corrects; by largest remainder, so that it is nobody's "
              "guess."},
             {never, "Do not round the difference away, and do not let a later refund absorb it."},
             {verify,
              "The parts of each payment sum to captured less refunded, to the minor unit; of "
              "those that were wholly refunded each part is zero."}}}}};
}

}  // namespace assay::reports::advice
