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
              "Let the relay send event {event} to {consumer} now, which should have been sent it "
              "by {deadline}.",
              Each::event},
             {recover,
              "Send what waits for {payable} in the order in which it was committed."},
             {never,
              "Do not mark the refused event as delivered to let the others pass."},
             {verify,
              "Each consumer has a place of its own in the events of each payable."}}}}};
}

}  // namespace assay::reports::advice
