// One event to one consumer, and what its acknowledgement says.
#include "models/environment/bus.hpp"

#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "models/consumers/consumers.hpp"
#include "models/consumers/event_message.hpp"
#include "sim/world/network.hpp"
#include "sim/world/world.hpp"

namespace assay::models {

std::expected<void, harness::PublishFailure> NodeBus::publish(std::string_view consumer,
                                                              const harness::Event& event,
                                                              sim::Duration timeout) {
  sim::World& world = node_.world();
  if (!world.kernel().may_act()) return std::unexpected{harness::PublishFailure::unknown};
  const bool to_ledger = consumer == harness::consumers::ledger;
  if (!to_ledger && consumer != harness::consumers::notifications) {
    throw std::out_of_range{"no consumer " + std::string{consumer}};
  }
  sim::Node& to = to_ledger ? consumers_.ledger : consumers_.notifications;
  const std::string_view word = to_ledger ? post_operation : notify_operation;
  const std::string scope = fmt::format("{}/event-{}", event.payable, event.place);
  crash_point(recorder_, node_, fmt::format("{}.{}/before", to.service(), word), scope);
  recorder_.record(node_, observed<history::EventPublished>(event, to.service(), recorder_));
  const sim::CallResult result = world.network().call(
      node_,
      {.to = to, .operation = word, .scope = scope, .body = encode(event), .timeout = timeout});
  if (!world.kernel().may_act()) return std::unexpected{harness::PublishFailure::unknown};
  crash_point(recorder_, node_, fmt::format("{}.{}/after", to.service(), word), scope);
  if (result.status != sim::CallStatus::answered) {
    return std::unexpected{harness::PublishFailure::unknown};
  }
  if (result.body != acknowledged) return std::unexpected{harness::PublishFailure::refused};
  return {};
}

}  // namespace assay::models
