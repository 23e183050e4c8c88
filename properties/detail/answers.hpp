// What an answer to a client asserts: a result, or only that there is none yet (payment-rules R2,
// I03, policy 4.1). Serves every property about speech, so that they agree on what was said.
#pragma once

#include "history/observation.hpp"

namespace assay::properties::detail {

/// 202, 409, 429, 503, or no answer at all: "not a result, come back".
inline bool is_marked_non_result(const history::Observation& answer) {
  if (answer.fact != history::Fact::response_received) return false;
  const auto status = answer.status;
  return status == 0 || status == 202 || status == 409 || status == 429 || status == 503;
}

/// Success or declined: the outcomes that are stored and replayed.
inline bool is_result(history::Outcome outcome) {
  return outcome == history::Outcome::success || outcome == history::Outcome::declined;
}

/// The service took the request as one to carry out: a result, or a promise of one.
inline bool is_accepted(const history::Observation& answer) {
  return is_result(answer.outcome) || answer.outcome == history::Outcome::pending;
}

/// Definite, whatever it says: success, declined, or certainly not attempted.
inline bool is_final(const history::Observation& answer) {
  return is_result(answer.outcome) || answer.outcome == history::Outcome::not_attempted;
}

/// The request itself was refused (4xx): nothing is said of the operation.
inline bool refuses_request(const history::Observation& answer) {
  return answer.status >= 400 && answer.status < 500 && !is_result(answer.outcome);
}

}  // namespace assay::properties::detail
