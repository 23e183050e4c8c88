// One function per message and direction, field by field in declared order.
#include "models/clients/edge.hpp"

#include "models/clients/terms.hpp"
#include "models/wire.hpp"

namespace assay::models {
namespace {

constexpr std::string_view edge_request_tag = "edge/1";
constexpr std::string_view edge_response_tag = "edge-reply/1";
constexpr std::string_view balance_tag = "balance/1";

void write_meaning(WireWriter& out, const harness::EdgeRequest& request) {
  out.count(static_cast<unsigned>(request.kind))
      .text(request.payable)
      .count(request.ordinal)
      .text(request.customer)
      .amount(request.amount);
  write(out, request.terms);
  if (!request.parent.empty()) out.text(request.parent);
}

}  // namespace

std::string encode(const harness::EdgeRequest& request) {
  WireWriter out{edge_request_tag};
  out.text(request.tenant).text(request.scope).text(request.key).text(request.fingerprint);
  write_meaning(out, request);
  return out.take();
}

std::string encode(const harness::EdgeResponse& response) {
  WireWriter out{edge_response_tag};
  out.count(response.status)
      .count(static_cast<unsigned>(response.outcome))
      .text(response.operation)
      .text(response.reason)
      .amount(response.amount)
      .number(response.retry_after.ns())
      .flag(response.replayed);
  return out.take();
}

std::string encode(const harness::BalanceQuestion& question) {
  WireWriter out{balance_tag};
  out.text(question.tenant).text(question.customer).text(question.currency.code());
  return out.take();
}

std::optional<harness::EdgeRequest> decode_edge_request(std::string_view body) {
  std::optional<harness::EdgeRequest> request{std::in_place};
  WireReader in{body, edge_request_tag};
  in.text(request->tenant)
      .text(request->scope)
      .text(request->key)
      .text(request->fingerprint)
      .word(request->kind, history::OperationKind::refund)
      .text(request->payable)
      .count(request->ordinal)
      .text(request->customer)
      .amount(request->amount);
  read(in, request->terms);
  const bool named = in.good() && !in.finished();
  if (named) in.text(request->parent);
  if (!in.finished() || named == request->parent.empty()) request.reset();
  return request;
}

std::optional<harness::EdgeResponse> decode_edge_response(std::string_view body) {
  std::optional<harness::EdgeResponse> response{std::in_place};
  WireReader in{body, edge_response_tag};
  std::int64_t retry_after = 0;
  in.count(response->status)
      .word(response->outcome, history::Outcome::unknown)
      .text(response->operation)
      .text(response->reason)
      .amount(response->amount)
      .number(retry_after)
      .flag(response->replayed);
  response->retry_after = sim::Duration{retry_after};
  if (!in.finished()) response.reset();
  return response;
}

std::optional<harness::BalanceQuestion> decode_balance_question(std::string_view body) {
  std::optional<harness::BalanceQuestion> question{std::in_place};
  WireReader in{body, balance_tag};
  in.text(question->tenant).text(question->customer).text(question->currency);
  if (!in.finished()) question.reset();
  return question;
}

}  // namespace assay::models
