// L2, R7, R8: a key whose owner is gone stayed locked, or was taken over blindly.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice orphan_bound() {
  using enum Part;
  return {"orphan_bound",
          {{anything,
            unsettled,
            {{contain,
              "Make sure that whoever claimed {client_key} is dead or its lease is over."},
             {recover,
              "Take {client_key} over under a higher token, and ask {processor} after "
              "{processor_key} before anything is sent."},
             {recover,
              "Where nothing was begun under {client_key}, end the claim: no money depends on it."},
             {never,
              "Do not free a key by deleting its record, and do not let its client go on under "
              "another."},
             {verify,
              "No key is in progress beyond lease and resolver's bound."}}},
           {anything,
            settled,
            {{contain,
              "Compare the effects of {what} with one: {truth}. Both owners may have sent."},
             {recover,
              "Store the final answer of {what} under {client_key}, so that its client is turned "
              "away no more."},
             {never,
              "Do not carry {client_key} out again."},
             {verify,
              "No key is in progress beyond lease and resolver's bound."}}}}};
}

}  // namespace assay::reports::advice
