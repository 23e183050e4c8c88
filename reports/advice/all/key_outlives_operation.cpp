// I08, R9c, R11: the record of a key went while its operation was open.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice key_outlives_operation() {
  using enum Part;
  return {"key_outlives_operation",
          {{anything,
            unsettled,
            {{contain,
              "Stop the job that removes keys, and refuse requests under {client_key}: one would "
              "now count as new."},
             {recover,
              "Put the record of {client_key} back, in progress, with {operation} as what it "
              "stands for."},
             {never,
              "Do not carry a request under {client_key} out: {what} is {state}."},
             {verify,
              "Every operation that is not settled has the record of its key."}}},
           {anything,
            settled,
            {{contain,
              "Stop the job that removes keys: it removed one too soon, though {what} is "
              "{believed} by now."},
             {recover,
              "Put the record of {client_key} back with the final answer of {what}."},
             {never,
              "Do not let the client of {client_key} pay again."},
             {verify,
              "Every operation that is not settled has the record of its key."}}}}};
}

}  // namespace assay::reports::advice
