// Taking events in, and telling the record what the rule made of them.
#include "models/consumers/consumers.hpp"

#include <utility>

#include "models/consumers/consumer_fault.hpp"
#include "models/consumers/event_message.hpp"
#include "sim/world/world.hpp"

namespace assay::models {

EventConsumer::EventConsumer(sim::Node& node, Recorder& recorder,
                             std::unique_ptr<harness::Consumer> rule)
    : node_{node},
      recorder_{recorder},
      rule_{std::move(rule)},
      may_fail_{node.world().may_fail(node.service())} {}

bool EventConsumer::refuses(const sim::Request& request, const harness::Event& message) {
  sim::World& world = node_.world();
  if (world.kernel().healed()) return false;
  if (never_taken_.contains(message.event) || world.now() < down_until_) return true;
  const std::string action = node_.service() + "." + std::string{request.operation} + "/take";
  const std::string scope = request.from.name() + "/" + std::string{request.scope};
  const ConsumerFault* const fault = world.fault_at(action, scope, consumer_faults());
  if (fault == nullptr) return false;
  const Refusal& refusal = fault->effect;
  down_until_ = world.now() + refusal.everything_for;
  if (refusal.event_until_healed) never_taken_.insert(message.event);
  world.showed(world.latest_fault());
  return true;
}

std::string EventConsumer::handle(const sim::Request& request) {
  auto message = decode_event_message(request.body);
  if (!message) return "malformed";
  if (may_fail_ && refuses(request, *message)) {
    recorder_.reached(history::CoverageMark::consumer_refused_event);
    return "refused";
  }
  recorder_.record(node_, observed<history::EventConsumed>(*message, node_.service(), recorder_));
  const harness::Taken taken = rule_->take(std::move(*message));
  if (taken.known)
    recorder_.reached(history::CoverageMark::consumer_dropped_duplicate);
  else
    node_.world().kernel().changed();
  for (const harness::Reaction& reaction : taken.reactions) record(reaction);
  return std::string{acknowledged};
}

void EventConsumer::record(const harness::Reaction& reaction) {
  const harness::Event& event = reaction.event;
  recorder_.record(node_, observed<history::EventApplied>(event, node_.service(), recorder_));
  for (const harness::Leg& leg : reaction.legs) record_leg(event, leg);
  if (!reaction.tells_customer) return;
  recorder_.record(node_,
                   history::NotificationReceived{.payable = recorder_.name(event.payable),
                                                 .operation = recorder_.name(event.operation),
                                                 .customer = recorder_.name(event.customer),
                                                 .by_event = recorder_.name(event.event),
                                                 .amount = event.amount,
                                                 .ordinal = event.ordinal,
                                                 .kind = event.kind,
                                                 .outcome = event.outcome});
}

void EventConsumer::record_leg(const harness::Event& event, const harness::Leg& leg) {
  const history::Name name = recorder_.name(event.event);
  recorder_.record(node_, history::PostingCommitted{.account = recorder_.name(leg.account),
                                                    .transaction = name,
                                                    .event = name,
                                                    .amount = {leg.minor, event.amount.currency}});
}

}  // namespace assay::models
