// I06, R7, R9d: two workers held one request, or a late one was not turned away.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice single_executor() {
  using enum Happened;
  using enum Part;
  return {"single_executor",
          {{of(repeatedly),
            anything,
            {{contain,
              "Stop all workers but one on {client_key}: both have sent, and {truth} moved."},
             {never,
              "Do not let the worker that woke late write anything but evidence."},
             {verify,
              "Each key has one holder at a time, and its tokens only grow."}}},
           {of(once),
            anything,
            {{contain,
              "Stop all workers but the one with the highest token on {client_key}."},
             {recover,
              "Compare what each of them sent for {what}: under one processor key "
              "({processor_key}) the one effect is right, under two the second may still come."},
             {never,
              "Do not go on under the lower token."},
             {verify,
              "Each key has one holder at a time, and its tokens only grow."}}},
           {not_moved,
            anything,
            {{contain,
              "Stop all workers on {client_key} but the one whose token the store handed out "
              "last."},
             {recover,
              "Have that one ask {processor} after {processor_key} before it sends anything."},
             {never,
              "Do not make tokens of a clock's time: the store counts them."},
             {verify,
              "Each key has one holder at a time, and its tokens only grow."}}}}};
}

}  // namespace assay::reports::advice
