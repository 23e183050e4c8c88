// One line per state, so that nothing can be told beside the table.
#include "payments/journal/responses.hpp"

#include <utility>

namespace payments {

Response response_for(const OperationView& view, Duration retry_hint) {
  const OperationId& id = view.facts.operation;
  switch (view.state) {
    case State::succeeded: return {status::succeeded, Outcome::success, id, "", {}};
    case State::declined: return {status::declined, Outcome::declined, id, "declined", {}};
    case State::failed:
      return {status::unavailable, Outcome::not_attempted, id, "not_attempted", retry_hint};
    default: return {status::accepted, Outcome::pending, id, "pending", retry_hint};
  }
}

Response superseding(const OperationView& view, bool given_back) {
  Response response = response_for(view, {});
  response.reason = "superseded";
  response.superseded = true;
  if (given_back) {
    response.code = status::declined;
    response.told = Outcome::declined;
    response.reason = "given_back";
  }
  return response;
}

Response no_result(std::uint32_t code, std::string reason, std::optional<Duration> retry_after) {
  return {code, std::nullopt, {}, std::move(reason), retry_after};
}

}  // namespace payments
