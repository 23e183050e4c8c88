// I30: somebody was told more than was known.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice told_truth() {
  using enum Part;
  return {"told_truth",
          {{moved,
            anything,
            {{contain,
              "Tell whoever was told {told} of {what} what stands: {truth}."},
             {recover,
              "Call back, or let go, what happened on the strength of those words."},
             {never,
              "Do not move money so that the words come true."},
             {verify,
              "No word of success or failure is older than its evidence."}}},
           {not_moved,
            anything,
            {{contain,
              "Tell whoever was told {told} of {what} that nothing stands for it, and that it is "
              "{state}."},
             {contain,
              "Find everybody who was told what was not so, and tell them what is."},
             {recover,
              "Hold what was about to leave on the strength of those words."},
             {never,
              "Do not charge so that the words come true."},
             {verify,
              "No word of success or failure is older than its evidence."}}}}};
}

}  // namespace assay::reports::advice
