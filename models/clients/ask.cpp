// Over the wire and into the record.
#include "models/clients/ask.hpp"

#include <fmt/format.h>

#include "harness/names.hpp"
#include "models/clients/edge.hpp"
#include "models/observation_text.hpp"
#include "sim/world/network.hpp"
#include "sim/world/world.hpp"

namespace assay::models {

std::string payable_of(const harness::EdgeRequest& request) {
  return harness::world_name(request.tenant, request.payable);
}

std::string customer_of(const harness::EdgeRequest& request) {
  return harness::world_name(request.tenant, request.customer);
}

std::string scope_of(const harness::EdgeRequest& request) {
  return models::scope_of(payable_of(request), request.kind, request.ordinal);
}

bool is_final(const harness::EdgeResponse& response) {
  return response.status == harness::edge_status::succeeded ||
         response.status == harness::edge_status::malformed ||
         response.status == harness::edge_status::declined ||
         response.status == harness::edge_status::unprocessable;
}

void declare(sim::Node& client, Recorder& recorder, const harness::EdgeRequest& request) {
  recorder.record(client, history::IntentDeclared{.payable = recorder.name(payable_of(request)),
                                                  .customer = recorder.name(customer_of(request)),
                                                  .amount = request.amount,
                                                  .ordinal = request.ordinal,
                                                  .kind = request.kind});
}

harness::EdgeResponse ask(const Asker& asker, const harness::EdgeRequest& request,
                          std::uint32_t number) {
  auto& [from, to, recorder, timeout] = asker;
  const std::string scope = fmt::format("{}/try-{}", scope_of(request), number);
  const history::RequestSent sent{
      .payable = recorder.name(payable_of(request)),
      .scope = recorder.name(harness::world_name(request.tenant, request.scope)),
      .key = recorder.name(request.key),
      .fingerprint = recorder.name(request.fingerprint),
      .parent = recorder.name(request.parent),
      .amount = request.amount,
      .try_number = number,
      .ordinal = request.ordinal,
      .kind = request.kind};
  recorder.record(from, sent);
  const sim::CallResult result =
      from.world().network().call(from, {.to = to,
                                         .operation = to_text(request.kind),
                                         .scope = scope,
                                         .body = encode(request),
                                         .timeout = timeout});
  if (result.status != sim::CallStatus::answered) return {};
  const auto response = decode_edge_response(result.body);
  if (!response) return {};
  const bool priced = !response->amount.currency.empty();
  recorder.record(from,
                  history::ResponseReceived{.payable = sent.payable,
                                            .operation = recorder.name(response->operation),
                                            .scope = sent.scope,
                                            .key = sent.key,
                                            .fingerprint = sent.fingerprint,
                                            .reason = recorder.name(response->reason),
                                            .amount = priced ? response->amount : sent.amount,
                                            .try_number = number,
                                            .ordinal = sent.ordinal,
                                            .status = response->status,
                                            .kind = sent.kind,
                                            .outcome = response->outcome,
                                            .replayed = response->replayed});
  if (response->replayed && is_final(*response))
    recorder.reached(history::CoverageMark::retry_replayed);
  return *response;
}

void ask(const Asker& asker, const harness::BalanceQuestion& question) {
  const std::string customer = harness::world_name(question.tenant, question.customer);
  const sim::CallResult result =
      asker.from.world().network().call(asker.from, {.to = asker.to,
                                                     .operation = balance_operation,
                                                     .scope = customer,
                                                     .body = encode(question),
                                                     .timeout = asker.timeout});
  if (result.status != sim::CallStatus::answered) return;
  const auto response = decode_edge_response(result.body);
  if (!response || response->amount.currency.empty()) return;
  asker.recorder.record(asker.from,
                        history::AmountRead{.customer = asker.recorder.name(customer),
                                            .amount = response->amount});
}

}  // namespace assay::models
