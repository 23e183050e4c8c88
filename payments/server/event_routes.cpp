// What a processor tells unasked, as Standard Webhooks has it on the wire.
#include "payments/adapters/webhooks/standard_webhooks.hpp"
#include "payments/server/edge.hpp"
#include "payments/server/problems.hpp"

namespace payments::server {
namespace {

SignedMessage message_of(const HttpRequest& request) {
  const std::string_view id = request.header("webhook-id");
  if (id.empty() || id.size() > 255)
    refuse_malformed("the header webhook-id is not there, or long");
  const auto sent = webhooks::timestamp_from(request.header("webhook-timestamp"));
  if (!sent) refuse_malformed("the header webhook-timestamp is no count of seconds");
  return {std::string(id), *sent, std::string(request.header("webhook-signature")), request.body};
}

}  // namespace

HttpAnswer Edge::take_event(const HttpRequest& request) {
  const auto delivered = parts_.deliver(message_of(request));
  switch (delivered.value_or(Delivered::unavailable)) {
    case Delivered::stored:
    case Delivered::known: return {200, R"({"status":"stored"})"};
    case Delivered::forged:
      return problem(401, "not-signed", "No secret that we know has made this signature.");
    case Delivered::out_of_time:
      return problem(400, "out-of-time", "The event was signed too long ago.");
    case Delivered::unavailable: break;
  }
  return problem(503, "unavailable", "The event was not stored. It is to be delivered again.");
}

}  // namespace payments::server
