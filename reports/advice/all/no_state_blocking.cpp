// L6: a payment in doubt held up another one of the same customer.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice no_state_blocking() {
  using enum Part;
  return {"no_state_blocking",
          {{anything,
            unsettled,
            {{contain,
              "Let the customer's other payments through: {what} concerns {payable} alone."},
             {recover,
              "Release what is held in common: worker, connection, lock, place in a queue. {what} "
              "keeps its own."},
             {never,
              "Do not settle {what} by guess to make room."},
             {verify,
              "An unknown payment delays no other one."}}},
           {anything,
            settled,
            {{contain,
              "Look for what is still held for {what}, which is {believed} by now."},
             {recover,
              "Release what is held in common: worker, connection, lock, place in a queue."},
             {never,
              "Do not restart everything to free one place."},
             {verify,
              "An unknown payment delays no other one."}}}}};
}

}  // namespace assay::reports::advice
