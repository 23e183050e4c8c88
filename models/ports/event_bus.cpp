// One event to one consumer, and what its acknowledgement says.
#include "models/ports/event_bus.hpp"

#include "models/consumers/consumers.hpp"
#include "models/ports/translate.hpp"
#include "sim/joined.hpp"
#include "sim/world/network.hpp"
#include "sim/world/world.hpp"

namespace assay::models {
namespace {

EventMessage message_of(const payments::Event& event) {
  return {.event = event.id.value,
          .place = event.place,
          .operation = event.facts.operation.value,
          .payable = world_name(event.facts.payable),
          .kind = translate(event.facts.kind),
          .ordinal = event.facts.ordinal,
          .customer = world_name(event.facts.payable.tenant.value, event.facts.customer.value),
          .amount = translate(event.facts.amount),
          .outcome = translate(event.kind)};
}

}  // namespace

std::expected<void, payments::PublishError> EventBusPort::publish(payments::Consumer consumer,
                                                                  const payments::Event& event) {
  sim::World& world = node_.world();
  if (!world.kernel().may_act()) return std::unexpected{payments::PublishError::unknown};
  const bool to_ledger = consumer == payments::Consumer::ledger;
  sim::Node& to = to_ledger ? consumers_.ledger : consumers_.notifications;
  const std::string_view word = to_ledger ? post_operation : notify_operation;
  const EventMessage message = message_of(event);
  const std::string scope = sim::joined(message.payable, "/event-", message.place);
  crash_point(recorder_, node_, sim::joined(to.service(), ".", word, "/before"), scope);
  recorder_.record(node_,
                   [&] { return observed(history::Fact::event_published, message, to.service()); });
  const sim::CallResult result = world.network().call(
      node_, {.to = to, .operation = word, .scope = scope, .body = encode(message),
              .timeout = timeout_});
  if (!world.kernel().may_act()) return std::unexpected{payments::PublishError::unknown};
  crash_point(recorder_, node_, sim::joined(to.service(), ".", word, "/after"), scope);
  if (result.status != sim::CallStatus::answered) {
    return std::unexpected{payments::PublishError::unknown};
  }
  if (result.body != acknowledged) return std::unexpected{payments::PublishError::refused};
  return {};
}

}  // namespace assay::models
