// The routes that move money: what a client sent becomes a request of the service.
#include "payments/server/edge.hpp"

#include "payments/journal/stored.hpp"
#include "payments/server/answers.hpp"
#include "payments/server/declines.hpp"
#include "payments/server/idempotency_header.hpp"
#include "payments/server/json_fields.hpp"
#include "payments/server/problems.hpp"

namespace payments::server {
namespace {

void must_be_json(const HttpRequest& request) {
  const std::string_view type = request.header("content-type");
  if (type.empty() || type.starts_with("application/json")) return;
  throw Refusal{problem(415, "not-json", "The body of a request is application/json.")};
}

InstrumentToken instrument(JsonFields& body) {
  auto token = InstrumentToken::from(body.text("instrument"));
  if (!token) refuse_malformed("no token, or what may be a card number", "/instrument");
  return *std::move(token);
}

Initiator initiator(JsonFields& body) {
  const std::string word = body.text_if_any("initiator").value_or("customer");
  if (word == "customer") return Initiator::customer;
  if (word == "merchant") return Initiator::merchant;
  refuse_malformed("expected customer or merchant", "/initiator");
}

/// Whether the processor is to capture by itself.
bool captures_by_itself(JsonFields& body) {
  const std::string word = body.text_if_any("capture").value_or("manual");
  if (word == "manual" || word == "automatic") return word == "automatic";
  refuse_malformed("expected manual or automatic", "/capture");
}

Terms terms(JsonFields& body) {
  Terms read;
  read.instrument = instrument(body);
  read.merchant_account = body.text_if_any("merchant_account").value_or("");
  read.initiator = initiator(body);
  read.partial_approval = body.truth_if_any("partial_approval");
  read.return_address = body.text_if_any("return_address").value_or("");
  return read;
}

std::string scope_of(OperationKind kind) {
  return kind == OperationKind::authorise ? "payments" : std::string(to_text(kind));
}

HttpAnswer not_now() {
  HttpAnswer answer = problem(503, "unavailable", "Nothing was done. The same request may be tried "
                                                  "again under its key.");
  answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

}  // namespace

HttpAnswer Edge::authorise(const Asked& asked) {
  must_be_json(asked.request);
  Request request;
  request.key = idempotency_key(asked.request);
  request.scope = {asked.tenant, scope_of(OperationKind::authorise)};
  JsonFields body(asked.request.body);
  Command& command = request.command;
  command.kind = OperationKind::authorise;
  command.payable = {asked.tenant, body.text("reference")};
  command.ordinal = 1;  // one funding of a payment; another try of it is its successor
  command.customer = {body.text("customer")};
  command.amount = body.amount("amount");
  command.terms = terms(body);
  const bool automatic = captures_by_itself(body);
  body.finish();
  if (automatic) {
    return problem(501, "not-there-yet", "This service does not have that yet.",
                   "capture: automatic");
  }
  return carry_out(request, "");
}

HttpAnswer Edge::operate(const Asked& asked, OperationKind kind) {
  must_be_json(asked.request);
  Request request;
  request.key = idempotency_key(asked.request);
  request.scope = {asked.tenant, scope_of(kind)};
  JsonFields body(asked.request.body);
  const std::string reference = body.text("reference");
  Command& command = request.command;
  command.kind = kind;
  command.amount = body.amount("amount");
  const bool captures = kind == OperationKind::capture;
  if (captures) command.terms.more_to_come = !body.truth_if_any("final", true);
  body.finish();
  const Payment of = payment(asked);
  command.payable = of.payable;
  if (!of.operations.empty()) command.customer = of.operations.front().facts.customer;
  const auto ordinal = references_.ordinal(of.payable, kind, reference);
  if (!ordinal) return not_now();
  command.ordinal = *ordinal;
  return carry_out(request, reference);
}

HttpAnswer Edge::carry_out(const Request& request, const std::string& reference) {
  const auto response = parts_.handle(request);
  if (!response) return not_now();
  Subject subject{request.command, reference, {}, false};
  if (response->code == status::declined) {
    subject.decline_code = decline_code(parts_.store, response->operation);
  }
  if (request.command.kind == OperationKind::authorise) {
    subject.of_another_key = of_another_key(request);
  }
  return answer_for(*response, subject);
}

/// Whether what the request means is known under another key.
bool Edge::of_another_key(const Request& request) {
  const Command& command = request.command;
  const auto intent =
      fetch(parts_.store, tables::intents,
            intent_key(command.payable, command.kind, command.ordinal), decode_intent);
  if (!intent || !*intent) return false;
  const IntentRow& named = (*intent)->value;
  return named.key != request.key || named.scope != request.scope;
}

}  // namespace payments::server
