// I18: a posting does not balance.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice double_entry() {
  using enum Part;
  return {"double_entry",
          {{anything,
            anything,
            {{contain,
              "Close the accounts of the posting that does not balance, and those that are read "
              "from them."},
             {recover,
              "Complete it with a posting of its own that names the one it completes, in the same "
              "currency."},
             {recover,
              "Post what event {event} of {what} says, and no more.",
              Each::event},
             {never,
              "Do not change or delete a leg that was posted, and do not book the difference to a "
              "suspense account for good."},
             {verify,
              "Each posting, and the sum of all accounts, is zero in every currency."}}}}};
}

}  // namespace assay::reports::advice
