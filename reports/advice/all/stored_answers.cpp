// I36, R3, R5: what is kept as the answer of a key is no end.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice stored_answers() {
  using enum Part;
  return {"stored_answers",
          {{anything,
            settled,
            {{contain,
              "Put the end of {what}, {believed}, in the place of the answer that {client_key} "
              "keeps."},
             {recover,
              "Find other keys that keep a 202, 409, 429 or 5xx, and do the same."},
             {never,
              "Do not tell the client to take a new key: that is a new payment."},
             {verify,
              "No key keeps an answer that is no end."}}},
           {anything,
            unsettled,
            {{contain,
              "Let go of the answer that {client_key} keeps: {what} has no end yet."},
             {recover,
              "Free the key for the same request, in progress again; {what} goes on under its own "
              "processor key."},
             {never,
              "Do not tell the client to take a new key: that is a new payment."},
             {verify,
              "No key keeps an answer that is no end."}}}}};
}

}  // namespace assay::reports::advice
