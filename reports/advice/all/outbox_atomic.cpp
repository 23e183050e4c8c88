// I23, R36: what was announced was not recorded, or what was recorded not announced.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice outbox_atomic() {
  using enum Part;
  return {"outbox_atomic",
          {{moved,
            anything,
            {{contain,
              "Stop the relay for {payable} until records and announcements agree."},
             {recover,
              "Commit the announcement that is missing for {what} with a step of its own; what was "
              "announced and stands needs its record."},
             {never,
              "Do not announce {what} a second time under another event."},
             {verify,
              "Each final step has one event, in the same commit, and no event is without its "
              "step."}}},
           {not_moved,
            anything,
            {{contain,
              "Stop the relay for {payable}, and whoever acts on its news: nothing stands for it."},
             {recover,
              "Take back, by an event of its own, what was announced for {what} and never "
              "committed."},
             {never,
              "Do not make the record fit the announcement."},
             {verify,
              "Each final step has one event, in the same commit, and no event is without its "
              "step."}}}}};
}

}  // namespace assay::reports::advice
