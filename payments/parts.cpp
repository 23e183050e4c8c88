// One line per part; whoever replaces one overwrites it, or its maker, in the result.
#include "payments/parts.hpp"

#include "payments/execution/recording_engine.hpp"
#include "payments/execution/stored_journal_recorder.hpp"
#include "payments/inbox/stored_inbox.hpp"
#include "payments/recovery/asking_resolver.hpp"
#include "payments/recovery/list_reconciliation.hpp"

namespace payments {
namespace {

std::unique_ptr<JournalRecorder> stored_recorder(const Ports& ports, const Config& config,
                                                 Parts& parts) {
  return std::make_unique<StoredJournalRecorder>(ports, config, *parts.machine, *parts.idempotency,
                                                 *parts.bookkeeping, *parts.postings);
}

std::unique_ptr<Engine> recording_engine(const Ports& ports, const Config& config, Parts& parts) {
  return std::make_unique<RecordingEngine>(ports, config, *parts.rulebook, *parts.keys,
                                           *parts.reader, *parts.heard, *parts.recorder);
}

std::unique_ptr<Resolver> asking_resolver(const Ports& ports, const Config& config, Parts& parts) {
  return std::make_unique<AskingResolver>(ports, config, *parts.idempotency, *parts.engine,
                                          *parts.recovery, *parts.recorder, parts.pulse);
}

std::unique_ptr<Reconciliation> list_reconciliation(const Ports& ports, const Config& config,
                                                    Parts& parts) {
  return std::make_unique<ListReconciliation>(ports, config, *parts.engine, parts.pulse);
}

std::unique_ptr<Inbox> stored_inbox(const Ports& ports, const Config& config, Parts& parts) {
  return std::make_unique<StoredInbox>(ports, config, *parts.recorder);
}

}  // namespace

Parts standard_parts(const Ports& ports, const Config& config) {
  return {.check = std::make_unique<FormCheck>(),
          .machine = std::make_unique<TableStateMachine>(),
          .rulebook = std::make_unique<CardRulebook>(config),
          .keys = std::make_unique<StableProcessorKeys>(),
          .reader = std::make_unique<CautiousOutcomeReader>(ports.gateway.capabilities()),
          .heard = std::make_unique<HeardInMemory>(),
          .idempotency =
              std::make_unique<StoredIdempotency>(ports.store, ports.clock, ports.ids, config),
          .postings = std::make_unique<CardPostingRules>(),
          .bookkeeping = std::make_unique<OutboxBookkeeping>(ports),
          .recovery = std::make_unique<AskingRecovery>(),
          .delivery = std::make_unique<Relay>(ports, config),
          .pulse = {},
          .make_recorder = stored_recorder,
          .make_engine = recording_engine,
          .make_resolver = asking_resolver,
          .make_reconciliation = list_reconciliation,
          .make_inbox = stored_inbox,
          .recorder = nullptr,
          .engine = nullptr,
          .resolver = nullptr,
          .reconciliation = nullptr,
          .inbox = nullptr};
}

void assemble(const Ports& ports, const Config& config, Parts& parts) {
  parts.recorder = parts.make_recorder(ports, config, parts);
  parts.engine = parts.make_engine(ports, config, parts);
  parts.resolver = parts.make_resolver(ports, config, parts);
  parts.reconciliation = parts.make_reconciliation(ports, config, parts);
  parts.inbox = parts.make_inbox(ports, config, parts);
}

}  // namespace payments
