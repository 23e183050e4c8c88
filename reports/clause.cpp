// What an observer saw, as a clause about them.
#include <fmt/format.h>

#include "history/names.hpp"
#include "reports/story.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using history::Fact;
using history::Observation;

std::string operation_of(const Observation& seen) {
  if (seen.payable.empty()) return fmt::format("operation {}", seen.operation);
  return fmt::format("{} {} of {}", history::to_text(seen.kind), seen.ordinal, seen.payable);
}

std::string told(const Observation& seen) {
  if (seen.outcome == history::Outcome::none) return fmt::format("status {}", seen.status);
  const std::string outcome = words(history::to_text(seen.outcome));
  return seen.status == 0 ? outcome : fmt::format("{} ({})", outcome, seen.status);
}

std::string transition(const Observation& seen) {
  const std::string from = seen.from.empty() ? "new" : words(seen.from);
  std::string text = fmt::format("{}: {} → {}", operation_of(seen), from, words(seen.to));
  if (!seen.reason.empty()) text += fmt::format(" ({})", words(seen.reason));
  return text;
}

std::string clause_of_service(const Observation& seen) {
  switch (seen.fact) {
    case Fact::attempt_sent:
      return fmt::format("sends {} to {}, attempt {}, key {}", operation_of(seen), seen.processor,
                         seen.number, seen.processor_key);
    case Fact::attempt_answered: return fmt::format("attempt {} ends: {}", seen.number, told(seen));
    case Fact::look_up_answered: return fmt::format("asks the processor and hears: {}", told(seen));
    case Fact::transition_committed: return transition(seen);
    case Fact::balance_committed:
      return fmt::format("balance of {} is {}", seen.customer, money(seen.amount));
    case Fact::event_committed:
      return fmt::format("commits event {} about {}", seen.event, operation_of(seen));
    case Fact::key_claimed: return fmt::format("claims key {}, token {}", seen.key, seen.number);
    case Fact::key_completed: return fmt::format("stores the response for key {}", seen.key);
    case Fact::key_released: return fmt::format("removes the record of key {}", seen.key);
    case Fact::event_published:
      return fmt::format("publishes event {} to {}", seen.event, seen.processor);
    default: return words(history::to_text(seen.fact));
  }
}

}  // namespace

std::string clause(const Observation& seen) {
  switch (seen.fact) {
    case Fact::intent_declared:
      return fmt::format("wants {}: {}", operation_of(seen), money(seen.amount));
    case Fact::intent_abandoned: return fmt::format("gives up on {}", operation_of(seen));
    case Fact::request_sent:
      return fmt::format("asks for {}, try {}", operation_of(seen), seen.number);
    case Fact::response_received:
      return fmt::format("is told {}: {}", operation_of(seen), told(seen));
    case Fact::notification_received:
      return fmt::format("is notified of {}: {}", operation_of(seen), told(seen));
    case Fact::amount_read:
      return fmt::format("reads a balance of {} for {}", money(seen.amount), seen.customer);
    case Fact::effect_applied:
      return fmt::format("{} takes effect: {}", operation_of(seen), money(seen.amount));
    case Fact::effect_declined: return fmt::format("declines {}", operation_of(seen));
    case Fact::effect_reversed:
      return fmt::format("undoes effect {}: {}", seen.effect, seen.reason);
    case Fact::event_consumed:
      return fmt::format("event {} reaches {}", seen.event, seen.processor);
    case Fact::event_applied:
      return fmt::format("event {} takes effect at {}: {}", seen.event, seen.processor,
                         money(seen.amount));
    case Fact::healed: return "faults have stopped for good";
    case Fact::at_rest: return "the world has come to rest";
    case Fact::promise_broken:
      return fmt::format("finds a promise of its own broken: {}", seen.reason);
    case Fact::stopped: return fmt::format("the world was stopped: {}", words(seen.reason));
    default: return clause_of_service(seen);
  }
}

}  // namespace assay::reports
