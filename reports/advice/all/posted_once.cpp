// I20: a movement is booked twice, not at all, or apart from its operation.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice posted_once() {
  using enum Part;
  return {
      "posted_once",
      {{anything,
        anything,
        {{contain, "Stop reports and payouts that are read from the books."},
         {recover,
          "Rebuild the books from the journal, one entry for each success, and compare; "
          "correct by entries that name those they correct."},
         {never,
          "Do not delete an entry, and do not book again what may have been booked: look "
          "for the entry of its cause first."},
         {verify, "Captures and refunds that succeeded and have not exactly one entry: none."}}}}};
}

}  // namespace assay::reports::advice
