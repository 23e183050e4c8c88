// The order in `inquire` is the whole point: first the clock, then the question.
#include "payments/execution/absence.hpp"

namespace payments {

Inquiry inquire(Gateway& gateway, Clock& clock, const Facts& facts) {
  const AskedAt asked(clock.now());
  return {asked, gateway.look_up({facts.operation, facts.kind, facts.payable, facts.ordinal})};
}

Instant key_sendable(const OperationView& view, const Config& config) {
  return view.last_sent + config.effect_max + config.clock_skew;
}

Instant absence_provable(const OperationView& view, const Config& config) {
  return key_sendable(view, config) + config.lease + config.pause_budget;
}

}  // namespace payments
