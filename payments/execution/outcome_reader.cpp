// One line per error, none of them a default: a new error must be thought about here.
#include "payments/execution/outcome_reader.hpp"

namespace payments {
namespace {

Reading read_error(GatewayError error) {
  switch (error) {
    case GatewayError::refused_unsent: return {Outcome::not_attempted, Cause::refused_unsent};
    case GatewayError::in_flight: return {Outcome::unknown, Cause::in_flight};
    case GatewayError::key_reused: return {Outcome::unknown, Cause::key_reused};
    case GatewayError::timed_out: return {Outcome::unknown, Cause::timed_out};
    case GatewayError::broken: return {Outcome::unknown, Cause::broken};
    case GatewayError::server_error: return {Outcome::unknown, Cause::server_error};
  }
  return {Outcome::unknown, Cause::broken};
}

}  // namespace

Reading CautiousOutcomeReader::read(const std::expected<GatewayReply, GatewayError>& answer,
                                    Money amount) const {
  if (!answer) return read_error(answer.error());
  const bool differs = answer->amount && *answer->amount != amount;
  if (differs && answer->outcome != Outcome::declined) {
    return {Outcome::unknown, Cause::amount_differs};
  }
  if (answer->outcome == Outcome::success && !answer->amount && !all_or_nothing_) {
    return {Outcome::unknown, Cause::no_amount};
  }
  return {answer->outcome, Cause::reply};
}

}  // namespace payments
