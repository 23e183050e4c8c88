// The event's fields in declared order.
#include "models/consumers/event_message.hpp"

#include "models/wire.hpp"

namespace assay::models {
namespace {

constexpr std::string_view event_tag = "event/1";

}  // namespace

std::string encode(const harness::Event& message) {
  WireWriter out{event_tag};
  out.text(message.event)
      .count(message.place)
      .text(message.operation)
      .text(message.payable)
      .count(static_cast<unsigned>(message.kind))
      .count(message.ordinal)
      .text(message.customer)
      .amount(message.amount)
      .count(static_cast<unsigned>(message.outcome));
  return out.take();
}

std::optional<harness::Event> decode_event_message(std::string_view body) {
  std::optional<harness::Event> message{std::in_place};
  WireReader in{body, event_tag};
  in.text(message->event)
      .count(message->place)
      .text(message->operation)
      .text(message->payable)
      .word(message->kind, history::OperationKind::refund)
      .count(message->ordinal)
      .text(message->customer)
      .amount(message->amount)
      .word(message->outcome, history::Outcome::unknown);
  if (!in.finished()) message.reset();
  return message;
}

}  // namespace assay::models
