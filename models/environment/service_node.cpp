// What cannot be read never reaches the system.
#include "models/environment/service_node.hpp"

#include <utility>

#include "models/clients/edge.hpp"

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
    : environment_{node, shared, settings}, service_{system.make(environment_)} {}

std::string ServiceNode::handle(const sim::Request& request) {
  if (request.operation == balance_operation) {
    const auto question = decode_balance_question(request.body);
    return question ? encode(service_->balance(*question)) : unreadable();
  }
  auto wanted = decode_edge_request(request.body);
  return wanted ? encode(service_->answer(std::move(*wanted))) : unreadable();
}

}  // namespace assay::models
