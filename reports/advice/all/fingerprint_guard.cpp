// I04, R2: a key was used for another request than its first.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice fingerprint_guard() {
  using enum Part;
  return {"fingerprint_guard",
          {{moved,
            anything,
            {{contain,
              "Block key {client_key}, and ask its client which of its two requests it means."},
             {recover,
              "The request that came first under the key stands. What the other moved goes back: "
              "{kept_back}"},
             {never,
              "Do not answer the second request from the first one's result."},
             {verify,
              "Each key has one fingerprint."}}},
           {not_moved,
            anything,
            {{contain,
              "Refuse requests under key {client_key} that differ from its first; touch nothing of "
              "that."},
             {recover,
              "Whoever meant another payment asks for it under a new key."},
             {never,
              "Do not rewrite the fingerprint of a stored key."},
             {verify,
              "Each key has one fingerprint."}}}}};
}

}  // namespace assay::reports::advice
