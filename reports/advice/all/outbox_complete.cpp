// I24, R35, R36: an event did not reach whoever must hear of it, or not in order.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice outbox_complete() {
  using enum Part;
  return {"outbox_complete",
          {{anything,
            anything,
            {{contain,
              "Let consumers that wait for {what} know that its news is late: they may still say "
              "otherwise."},
             {recover,
              "Scan the outbox from its low-water mark by commit, not by time or number: there may "
              "be more."},
             {never,
              "Do not post at a consumer by hand what its event still brings."},
             {verify,
              "Every committed event was acknowledged by every consumer, in order of commit per "
              "payable."}}}}};
}

}  // namespace assay::reports::advice
