// I10, R12, R16, E1: something was given up without proof that nothing moved.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice no_false_failure() {
  using enum Believed;
  using enum Part;
  return {"no_false_failure",
          {{moved,
            of(refused),
            {{contain,
              "Take \"{believed}\" back for {what} wherever it was told: {truth} moved."},
             {contain,
              "Stop whatever began because {what} was given up: another try, another processor, a "
              "cancelled order."},
             {verify,
              "No operation counts as failed of which an effect stands."}}},
           {moved,
            anything,
            {{contain,
              "Let nobody tell a client that {what} failed: {truth} moved."},
             {never,
              "Do not give {what} up once more."},
             {verify,
              "No operation counts as failed of which an effect stands."}}},
           {not_moved,
            of(refused),
            {{contain,
              "Treat {what} as unknown, not as {believed}: a try of it may still act."},
             {recover,
              "Put {what} back to unknown, and have {processor} asked until its last try can no "
              "longer act."},
             {never,
              "Do not begin another payment for {payable} on the strength of that failure."},
             {verify,
              "No operation was given up before its last try could no longer act."}}},
           {not_moved,
            anything,
            {{contain,
              "Give {what} up for nobody: nothing definite has been heard of it."},
             {recover,
              "Ask {processor} after {processor_key} until its last try can no longer act."},
             {never,
              "Do not take \"not found\" for a decline."},
             {verify,
              "No operation was given up before its last try could no longer act."}}}}};
}

}  // namespace assay::reports::advice
