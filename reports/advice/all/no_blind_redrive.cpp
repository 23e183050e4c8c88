// I11, R13, E1: a payment was tried anew while the first try was in doubt.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice no_blind_redrive() {
  using enum Happened;
  using enum Part;
  return {"no_blind_redrive",
          {{of(repeatedly),
            anything,
            {{contain,
              "Stop all sends for {payable}: more than one try has moved money ({truth})."},
             {never,
              "Do not send a third try to find out about the first two."},
             {verify,
              "No try began while another one of the same payable was in doubt."}}},
           {of(once),
            anything,
            {{contain,
              "Stop all other tries for {payable}: one has moved money ({truth}), and another one "
              "may still."},
             {recover,
              "Ask {processor} after every key that was sent for {payable}; what comes on top goes "
              "back when it comes, once."},
             {never,
              "Do not count on the others having failed: not found proves nothing yet."},
             {verify,
              "No try began while another one of the same payable was in doubt."}}},
           {not_moved,
            anything,
            {{contain,
              "Stop all sends for {payable}: at most one of its tries may count, and none has been "
              "heard of yet."},
             {recover,
              "Ask {processor} after every key that was sent, until the last of them can no longer "
              "act; go on under the first."},
             {never,
              "Do not retry {what} blindly, neither with another key nor elsewhere."},
             {verify,
              "No try began while another one of the same payable was in doubt."}}}}};
}

}  // namespace assay::reports::advice
