// What an answer to a client asserts: a result, or only that there is none yet (payment-rules R2,
// I03, policy 4.1). Serves every property about speech, so that they agree on what was said.
#pragma once

#include "properties/index.hpp"

namespace assay::properties::detail {

/// 202, 409, 429, 503, or no answer at all: "not a result, come back".
inline bool is_marked_non_result(const ResponseReceived& answer) {
  const auto status = answer.status;
  return status == 0 || status == 202 || status == 409 || status == 429 || status == 503;
}

/// Success or declined: the outcomes that are stored and replayed.
inline bool is_result(Outcome outcome) {
  return outcome == Outcome::success || outcome == Outcome::declined;
}

/// The service took the request as one to carry out: a result, or a promise of one.
inline bool is_accepted(const ResponseReceived& answer) {
  return is_result(answer.outcome) || answer.outcome == Outcome::pending;
}

/// Definite, whatever it says: success, declined, or certainly not attempted.
inline bool is_final(Outcome outcome) {
  return is_result(outcome) || outcome == Outcome::not_attempted;
}

/// The request itself was refused (4xx): nothing is said of the operation.
inline bool refuses_request(const ResponseReceived& answer) {
  return answer.status >= 400 && answer.status < 500 && !is_result(answer.outcome);
}

}  // namespace assay::properties::detail
