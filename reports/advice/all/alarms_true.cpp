// I20, I22, E3: who looks, where nobody was called or somebody was for nothing.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice alarms_true() {
  using enum Believed;
  using enum Part;
  return {"alarms_true",
          {{anything,
            of(parked),
            {{contain,
              "Look at {what} now, without waiting for a call: it is {state} since {since} "
              "({reason})."},
             {recover,
              "Raise by hand what should have been raised about {what}, so that it stands in the "
              "record."},
             {never,
              "Do not take the silence for an all-clear: what it should speak of is still there."},
             {verify,
              "Everything parked, and every open break, is the subject of an alarm."}}},
           {anything,
            anything,
            {{contain,
              "Go through open breaks, parked operations and events that were not taken by query, "
              "and do not wait for an alarm."},
             {contain,
              "Event {event} was not taken by {consumer}: treat it as an alarm that was not "
              "raised.",
              Each::event},
             {recover,
              "Raise by hand what was not raised, and close what was false, each with its reason."},
             {never,
              "Do not close what an alarm is about in order to silence it."},
             {never,
              "Do not silence or close an alarm for {what} before processor, books and balances "
              "agree about it."},
             {verify,
              "Each alarm names something that is open, and each open thing is named by one."}}}}};
}

}  // namespace assay::reports::advice
