// I26, R29 to R33: an event of a processor was thanked for and lost, or believed without proof.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice inbox_durable() {
  using enum Part;
  return {
      "inbox_durable",
      {{anything,
        anything,
        {{contain,
          "Answer the processor's events with 503 until this is mended: it delivers them "
          "again, and nothing more is lost."},
         {recover,
          "Ask the processor for {what} by our own reference, then for all that it has listed "
          "since the last event that was applied: others may be lost too."},
         {never, "Do not mark an event as applied by hand: what it says would be in no book."},
         {verify, "Events that were answered 2xx and are neither applied nor refused: none."}}}}};
}

}  // namespace assay::reports::advice
