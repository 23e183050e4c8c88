// I25, R34, R37: an event took effect twice at one consumer.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice consumer_once() {
  using enum Part;
  return {"consumer_once",
          {{anything,
            anything,
            {{contain,
              "Stop deliveries to the consumer that took an event twice; others may go on."},
             {contain,
              "Look at {consumer}: event {event} of {what}, {amount_of_event}, took effect there "
              "more than once.",
              Each::again},
             {recover,
              "Take every booking of {event} at {consumer} but the first back, each with a "
              "correcting entry that names it.",
              Each::again},
             {never,
              "Do not send the event again, and do not purge the list of events that were taken."},
             {verify,
              "Each pair of consumer and event has one effect."}}}}};
}

}  // namespace assay::reports::advice
