// I34: all is well again, and what was promised cannot be had.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice usefulness() {
  using enum Part;
  return {"usefulness",
          {{moved,
            anything,
            {{contain,
              "Serve the client of {client_key} by hand: {what} is {believed}, {truth} moved, and "
              "asking again does not say so."},
             {recover,
              "Answer the request from its record before any check of what is still possible."},
             {never,
              "Do not let it be tried as a new payment."},
             {verify,
              "Whoever asks again under its key hears how it ended, and a new payment goes "
              "through."}}},
           {not_moved,
            anything,
            {{contain,
              "Serve the client of {client_key} by hand: nothing moved for {what}, and asking "
              "again does not carry it out."},
             {recover,
              "Free what keeps the request out: a stored answer that is no end, a claim without an "
              "owner, a parent that was let go."},
             {never,
              "Do not promise what the service then refuses."},
             {verify,
              "Whoever asks again under its key hears how it ended, and a new payment goes "
              "through."}}}}};
}

}  // namespace assay::reports::advice
