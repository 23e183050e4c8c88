// What cannot be read never reaches the system.
#include "models/environment/service_node.hpp"

#include <cstdint>
#include <utility>

#include "models/clients/edge.hpp"
#include "models/environment/operator_message.hpp"
#include "models/webhooks/webhook_message.hpp"
#include "models/webhooks/webhook_sender.hpp"
#include "sim/world/world.hpp"

namespace assay::models {
namespace {

std::string unreadable() {
  harness::EdgeResponse response;
  response.status = harness::edge_status::malformed;
  response.reason = "unreadable";
  return encode(response);
}

}  // namespace

ServiceNode::ServiceNode(sim::Node& node, const SharedServices& shared,
                         const harness::Settings& settings, const harness::System& system)
    : recorder_{shared.recorder},
      environment_{node, shared, settings},
      service_{system.make(environment_)} {}

/// Both are seen here, on this side of the boundary: what came, and what was answered to it.
std::string ServiceNode::hear(const sim::Request& request) {
  const auto message = decode_webhook(request.body);
  if (!message) return encode_status(harness::webhook_status::refused);
  const bool genuine = environment_.processor(message->processor).is_genuine(*message);
  const history::WebhookDelivered delivered{.processor = recorder_.name(message->processor),
                                            .webhook = recorder_.name(message->event),
                                            .genuine = genuine};
  recorder_.record(environment_.node(), delivered);
  const std::uint32_t status = service_->hear(*message);
  if (!environment_.node().world().kernel().may_act()) return {};
  recorder_.record(environment_.node(), history::WebhookAnswered{.processor = delivered.processor,
                                                                 .webhook = delivered.webhook,
                                                                 .status = status,
                                                                 .genuine = genuine});
  return encode_status(status);
}

std::string ServiceNode::handle(const sim::Request& request) {
  if (request.operation == webhook_operation) return hear(request);
  if (request.operation == operator_operation) {
    const auto call = decode_operator_call(request.body);
    return encode(call ? service_->operate(*call)
                       : harness::OperatorAnswer{harness::OperatorEnd::refused, "unreadable"});
  }
  if (request.operation == balance_operation) {
    const auto question = decode_balance_question(request.body);
    return question ? encode(service_->balance(*question)) : unreadable();
  }
  auto wanted = decode_edge_request(request.body);
  return wanted ? encode(service_->answer(std::move(*wanted))) : unreadable();
}

}  // namespace assay::models
