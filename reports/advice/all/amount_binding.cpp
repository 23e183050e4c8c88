// I22, R33: another amount, currency or merchant than was asked for.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice amount_binding() {
  using enum Part;
  return {"amount_binding",
          {{moved,
            anything,
            {{contain,
              "Quarantine {what}: asked for were {asked}, and {truth} moved. Let nothing be "
              "delivered on it."},
             {recover,
              "Give the difference back, or undo it all and ask for {asked} anew; book what moved, "
              "not what was asked for."},
             {never,
              "Do not correct the request to fit what moved."},
             {verify,
              "Intent, what was sent, and what moved name the same amount and currency for every "
              "operation."}}},
           {not_moved,
            anything,
            {{contain,
              "Put aside, with an alarm, every answer for {what} that does not state {asked}."},
             {never,
              "Do not let an answer with another amount settle {what}."},
             {verify,
              "No operation rests on evidence of another amount, currency or merchant."}}}}};
}

}  // namespace assay::reports::advice
