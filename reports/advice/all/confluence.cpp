// I14, R31: the order or number of the same news made a difference.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice confluence() {
  using enum Part;
  return {"confluence",
          {{anything,
            settled,
            {{contain,
              "Stop redelivery of news into {what}: its order decides what comes out."},
             {recover,
              "Decide {what} from all of its evidence at once, asked for anew at {processor} "
              "({processor_key}), and record that once."},
             {never,
              "Do not let the last word win because it is the last."},
             {verify,
              "The same evidence in another order leaves the same state and the same sends."}}},
           {anything,
            unsettled,
            {{contain,
              "Keep {what} open, and its news stored, until all of it was read together."},
             {never,
              "Do not drop news as old before it is stored."},
             {verify,
              "The same evidence in another order leaves the same state and the same sends."}}}}};
}

}  // namespace assay::reports::advice
