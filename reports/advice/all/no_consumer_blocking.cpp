// I24: one consumer kept another from its news.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice no_consumer_blocking() {
  using enum Part;
  return {"no_consumer_blocking",
          {{anything,
            anything,
            {{contain,
              "Take the event that is refused out of the way of the others; it keeps its own place "
              "at its own consumer."},
             {recover,
              "Have the relay serve the others now, beside the one that refuses; it was due by "
              "{deadline}."},
             {recover,
              "Send what waits for {payable} in the order in which it was committed."},
             {never,
              "Do not mark the refused event as delivered to let the others pass."},
             {verify,
              "Each consumer has a place of its own in the events of each payable."}}}}};
}

}  // namespace assay::reports::advice
