// L1, R13: something has no end, or nobody was told of it.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice eventual_terminal() {
  using enum Believed;
  using enum Part;
  return {"eventual_terminal",
          {{anything,
            of(open, doubtful, no_record),
            {{contain,
              "Find who owns {what} ({operation}): it is {state} since {since}, and should have "
              "ended by {deadline}."},
             {contain,
              "Find what is still to be done: operations without an end, keys in progress, events "
              "that were not taken."},
             {recover,
              "Give everything that is left an owner and an end: settled, parked for a reason, or "
              "delivered."},
             {recover,
              "Take {what} over under a higher token, ask {processor} after {processor_key}, adopt "
              "what it says; if it knows of nothing and nothing can act any more, send again under "
              "the same key."},
             {never,
              "Do not mark it failed because time has passed."},
             {verify,
              "Nothing is without an end beyond its bound, and nobody who asked is without an "
              "answer."}}},
           {anything,
            of(parked),
            {{contain,
              "Give {what} to a person by name: it is parked since {since} ({reason})."},
             {never,
              "Do not park it again to restart its bound."},
             {verify,
              "Nothing is parked without a listed reason."}}},
           {anything,
            settled,
            {{contain,
              "Tell whoever asked what became of {what}: it is {believed} since {since}, and they "
              "were told {told}."},
             {contain,
              "Find what is still to be done: keys in progress, events that were not taken."},
             {never,
              "Do not let the client ask under a new key: its answer is there."},
             {verify,
              "Nothing is without an end beyond its bound, and nobody who asked is without an "
              "answer."}}}}};
}

}  // namespace assay::reports::advice
