// The code found a promise of its own untrue.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice promises_kept() {
  using enum Part;
  return {"promises_kept",
          {{moved,
            anything,
            {{contain,
              "Keep the node that stopped as it is, and read its last lines; let another one take "
              "over."},
             {recover,
              "Let recovery go over what it had in hand: {what}, {truth}."},
             {never,
              "Do not restart it in a loop: what stopped it is stored, and stops it again."},
             {verify,
              "No node stops at what it reads."}}},
           {not_moved,
            anything,
            {{contain,
              "Keep the node that stopped as it is, and read its last lines; let another one take "
              "over."},
             {recover,
              "Put the request or row that stopped it aside, with an alarm; the others go on."},
             {never,
              "Do not restart it in a loop: what stopped it is stored, and stops it again."},
             {verify,
              "No node stops at what it reads."}}}}};
}

}  // namespace assay::reports::advice
