// An event in the words of the world.
#include "systems/payments/adapters/bus.hpp"

#include "harness/names.hpp"
#include "systems/payments/adapters/translate.hpp"

namespace assay::systems {

namespace {

harness::Event event_of(const payments::Event& event) {
  return {
      .event = event.id.value,
      .place = event.place,
      .operation = event.facts.operation.value,
      .payable = world_name(event.facts.payable),
      .kind = translate(event.facts.kind),
      .ordinal = event.facts.ordinal,
      .customer = harness::world_name(event.facts.payable.tenant.value, event.facts.customer.value),
      .amount = translate(event.facts.amount),
      .outcome = translate(event.kind)};
}

}  // namespace

std::expected<void, payments::PublishError> BusAdapter::publish(payments::Consumer consumer,
                                                                const payments::Event& event) {
  const bool to_ledger = consumer == payments::Consumer::ledger;
  const auto taken =
      bus_.publish(to_ledger ? harness::consumers::ledger : harness::consumers::notifications,
                   event_of(event), timeout_);
  if (taken) return {};
  return std::unexpected{taken.error() == harness::PublishFailure::refused
                             ? payments::PublishError::refused
                             : payments::PublishError::unknown};
}

}  // namespace assay::systems
