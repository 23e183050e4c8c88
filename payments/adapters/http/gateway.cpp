// The words of the dialect, a line each.
#include "payments/adapters/http/gateway.hpp"

#include "payments/adapters/http/plain_dialect.hpp"
#include "payments/adapters/http/times.hpp"
#include "payments/adapters/http/trace.hpp"

namespace payments::http {
namespace {

constexpr unsigned ok = 200;

GatewayError error_of(CallFailure failure) {
  switch (failure) {
    case CallFailure::unsent: return GatewayError::refused_unsent;
    case CallFailure::timed_out: return GatewayError::timed_out;
    case CallFailure::broken: return GatewayError::broken;
  }
  return GatewayError::broken;
}

/// What an answer other than 200 proves of the try. A word that is not the dialect's own proves
/// nothing, whatever its status.
GatewayError error_of(const Answer& answer) {
  const std::string problem = read_problem(answer.body);
  if (answer.status == 400 && problem == "malformed") return GatewayError::refused_unsent;
  if (answer.status == 404 && problem == "unknown-route") return GatewayError::refused_unsent;
  if (answer.status == 409 && problem == "in-flight") return GatewayError::in_flight;
  if (answer.status == 422 && problem == "key-reused") return GatewayError::key_reused;
  if (answer.status == 503 && problem == "unavailable") return GatewayError::refused_unsent;
  return answer.status >= 500 ? GatewayError::server_error : GatewayError::broken;
}

Instant now() {
  using namespace std::chrono;
  return {duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace

std::expected<GatewayReply, GatewayError> HttpGateway::send(const GatewayRequest& request) {
  Call call{"POST", "/v1/operations", {{"Sent-At", to_rfc3339(now())}}, operation_body(request)};
  if (!request.key.empty()) {
    call.headers.emplace_back("Idempotency-Key", '"' + request.key.value + '"');
  }
  if (!current_trace().empty()) call.headers.emplace_back("traceparent", current_trace());
  const auto answer = client_.call(call, patience_);
  if (!answer) return std::unexpected(error_of(answer.error()));
  if (answer->status != ok) return std::unexpected(error_of(*answer));
  auto reply = read_reply(answer->body);
  if (!reply) return std::unexpected(GatewayError::broken);
  return *std::move(reply);
}

/// A question has no effect, so that all that matters is whether it was answered.
std::expected<Answer, GatewayError> HttpGateway::ask(std::string target) {
  Call call{"GET", std::move(target)};
  if (!current_trace().empty()) call.headers.emplace_back("traceparent", current_trace());
  auto answer = client_.call(call, patience_);
  if (!answer) return std::unexpected(error_of(answer.error()));
  return *std::move(answer);
}

std::expected<LookUpReply, GatewayError> HttpGateway::look_up(const LookUpRequest& request) {
  const auto answer = ask(look_up_target(request));
  if (!answer) return std::unexpected(answer.error());
  const bool unknown = answer->status == 404 && read_problem(answer->body) == "unknown-operation";
  if (unknown) return LookUpReply{};
  if (answer->status != ok) return std::unexpected(error_of(*answer));
  auto reply = read_reply(answer->body);
  if (!reply) return std::unexpected(GatewayError::broken);
  return LookUpReply{*std::move(reply)};
}

std::expected<ListPage, GatewayError> HttpGateway::list(const ListRequest& request) {
  const auto answer = ask(list_target(request));
  if (!answer) return std::unexpected(answer.error());
  if (answer->status != ok) return std::unexpected(error_of(*answer));
  auto page = read_page(answer->body);
  if (!page) return std::unexpected(GatewayError::broken);
  return *std::move(page);
}

std::optional<Capabilities> ask_capabilities(const Address& processor, Duration patience) {
  Client client(processor);
  const auto answer =
      client.call({"GET", "/v1/capabilities"}, std::chrono::nanoseconds(patience.count));
  if (!answer || answer->status != ok) return std::nullopt;
  return read_capabilities(answer->body);
}

}  // namespace payments::http
