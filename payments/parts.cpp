// One line per part; whoever replaces one overwrites it in the result.
#include "payments/parts.hpp"

namespace payments {

Parts standard_parts(const Ports& ports, const Config& config) {
  return {.check = std::make_unique<FormCheck>(),
          .rulebook = std::make_unique<CardRulebook>(config),
          .keys = std::make_unique<StableProcessorKeys>(),
          .reader = std::make_unique<CautiousOutcomeReader>(ports.gateway.capabilities()),
          .heard = std::make_unique<HeardInMemory>(),
          .idempotency =
              std::make_unique<StoredIdempotency>(ports.store, ports.clock, ports.ids, config),
          .bookkeeping = std::make_unique<OutboxBookkeeping>(ports),
          .recovery = std::make_unique<AskingRecovery>(),
          .delivery = std::make_unique<Relay>(ports, config)};
}

}  // namespace payments
