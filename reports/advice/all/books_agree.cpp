// I20, R41 to R43: processors moved what the books do not say, or the reverse.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice books_agree() {
  using enum Part;
  return {"books_agree",
          {{moved,
            anything,
            {{contain,
              "Hold payouts, and the closing of the books, for {payable}."},
             {recover,
              "Find what is missing by reference, in operations, ledger and the processor's list, "
              "and let its event bring it; post no sum by hand."},
             {never,
              "Do not make the balance agree with a figure: book the movement that is missing."},
             {verify,
              "Per payable and currency, what processors moved less what the books say is the sum "
              "of its open items."}}},
           {not_moved,
            anything,
            {{contain,
              "Hold payouts, and the closing of the books, until they agree with the processor's "
              "list."},
             {contain,
              "Hold payouts for {payable}: books may claim what the processor does not have."},
             {recover,
              "Book what moved and is on no book; take back what is booked and never moved."},
             {recover,
              "Take back, with a correcting entry that names it, what is booked for {what} and has "
              "no effect."},
             {never,
              "Do not delete a posting."},
             {verify,
              "Per payable and currency, what processors moved less what the books say is the sum "
              "of its open items."}}}}};
}

}  // namespace assay::reports::advice
