// I03, R2 to R5: the same request was answered differently.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice replay_equality() {
  using enum Part;
  return {"replay_equality",
          {{moved,
            anything,
            {{contain,
              "Tell the client of {client_key} which of its answers counts: {truth} moved, the "
              "books say {believed}."},
             {recover,
              "Store that answer under {client_key}, marked as taking the place of the other."},
             {never,
              "Do not let the client conclude from the other answer that it may pay again."},
             {verify,
              "Each key has one final answer, and repeats it."}}},
           {not_moved,
            anything,
            {{contain,
              "Tell the client of {client_key} which of its answers counts: {truth} moved, the "
              "books say {believed}."},
             {recover,
              "Store the right answer under {client_key}; goods that left on the other are called "
              "back."},
             {never,
              "Do not delete the key to get rid of the answer."},
             {verify,
              "Each key has one final answer, and repeats it."}}}}};
}

}  // namespace assay::reports::advice
