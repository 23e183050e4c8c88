// Taking events in, and what the ledger and the notification sink make of them.
#include "models/consumers/consumers.hpp"

#include "models/consumers/consumer_fault.hpp"
#include "sim/world/world.hpp"

namespace assay::models {

EventConsumer::EventConsumer(sim::Node& node, Recorder& recorder)
    : node_{node}, recorder_{recorder}, may_fail_{node.world().may_fail(node.service())} {}

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
  if (!inbox_.take(std::move(*message))) {
    recorder_.reached(history::CoverageMark::consumer_dropped_duplicate);
    return std::string{acknowledged};
  }
  node_.world().kernel().changed();
  for (const harness::Event* due = inbox_.next_due(); due != nullptr; due = inbox_.next_due()) {
    recorder_.record(node_, observed<history::EventApplied>(*due, node_.service(), recorder_));
    apply(*due);
  }
  return std::string{acknowledged};
}

void LedgerService::apply(const harness::Event& message) {
  const bool credit = message.kind == history::OperationKind::capture;
  if (message.outcome != history::Outcome::success ||
      (!credit && message.kind != history::OperationKind::refund)) {
    return;
  }
  std::int64_t& balance = accounts_[{message.customer, message.amount.currency}];
  balance += credit ? message.amount.minor : -message.amount.minor;
  post(message, "clearing", credit ? message.amount.minor : -message.amount.minor);
  post(message, message.customer, credit ? -message.amount.minor : message.amount.minor);
}

void LedgerService::post(const harness::Event& message, std::string_view account,
                         std::int64_t minor) {
  const history::Name event = recorder_.name(message.event);
  recorder_.record(node_, history::PostingCommitted{.account = recorder_.name(account),
                                                    .transaction = event,
                                                    .event = event,
                                                    .amount = {minor, message.amount.currency}});
}

void NotificationSink::apply(const harness::Event& message) {
  recorder_.record(node_,
                   history::NotificationReceived{.payable = recorder_.name(message.payable),
                                                 .operation = recorder_.name(message.operation),
                                                 .customer = recorder_.name(message.customer),
                                                 .by_event = recorder_.name(message.event),
                                                 .amount = message.amount,
                                                 .ordinal = message.ordinal,
                                                 .kind = message.kind,
                                                 .outcome = message.outcome});
}

}  // namespace assay::models
