// An event that a consumer has refused three times in a row is left to the nightly run: by then
// whoever is responsible has been called, and the relay does not hammer a sick consumer. But three
// quick tries are over in seconds. A consumer that restarts misses news of money that moved for a
// day, and all later news of the same order waits behind it.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using namespace payments::literals;

void leave_to_night(payments::Config& config) {
  config.relay_tries_max = 3;
  config.relay_pause = 24_h;
}

}  // namespace

Defect undelivered_left_to_night() {
  return {.name = "undelivered_left_to_night",
          .summary = "An event that was refused for some seconds is not tried again for a day.",
          .lesson =
              "How long to wait follows from how long such troubles last, not from when somebody "
              "will look.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("undelivered_left_to_night",
                                  "payments, with a relay that tries again once a day", {}, {},
                                  leave_to_night)};
}

}  // namespace assay::systems
