// I16: more was spent or set aside than was there.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice within_available() {
  using enum Part;
  return {
      "within_available",
      {{anything,
        anything,
        {{contain, "Freeze refunds and payouts from the account that is overdrawn."},
         {recover,
          "Cancel what is still pending and leaves the account below nothing; book what "
          "has gone as owed back by whoever got it."},
         {never,
          "Do not read a balance, decide on it and write it later: whoever spends does "
          "all of it in one conditional commit."},
         {verify, "Accounts whose booked balance less what is pending is below zero: none."}}}}};
}

}  // namespace assay::reports::advice
