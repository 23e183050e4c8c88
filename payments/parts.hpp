// The parts of the service that a host may replace, one by one, each behind a small interface.
// The product itself has no switches: another behaviour is another part.
#pragma once

#include "payments/api/request.hpp"
#include "payments/execution/engine.hpp"
#include "payments/execution/heard.hpp"
#include "payments/execution/journal_recorder.hpp"
#include "payments/execution/outcome_reader.hpp"
#include "payments/execution/processor_keys.hpp"
#include "payments/execution/rulebook.hpp"
#include "payments/idempotency/idempotency.hpp"
#include "payments/inbox/inbox.hpp"
#include "payments/journal/state_machine.hpp"
#include "payments/ledger/posting_rules.hpp"
#include "payments/outbox/bookkeeping.hpp"
#include "payments/outbox/relay.hpp"
#include "payments/ports/ports.hpp"
#include "payments/recovery/pulse.hpp"
#include "payments/recovery/reconciliation.hpp"
#include "payments/recovery/recovery.hpp"
#include "payments/recovery/resolver.hpp"
#include "payments/types/config.hpp"

#include <functional>
#include <memory>

namespace payments {

struct Parts;

/// Makes a part that leans on others, once those stand in `parts`. All that is given to it outlives
/// the part.
template <typename Part>
using PartMaker =
    std::function<std::unique_ptr<Part>(const Ports& ports, const Config& config, Parts& parts)>;

struct Parts {
  std::unique_ptr<RequestCheck> check;
  std::unique_ptr<StateMachine> machine;
  std::unique_ptr<Rulebook> rulebook;
  std::unique_ptr<ProcessorKeys> keys;
  std::unique_ptr<OutcomeReader> reader;
  std::unique_ptr<HeardAnswers> heard;
  std::unique_ptr<Idempotency> idempotency;
  std::unique_ptr<PostingRules> postings;
  std::unique_ptr<Bookkeeping> bookkeeping;
  std::unique_ptr<Recovery> recovery;
  std::unique_ptr<Delivery> delivery;
  Pulse pulse;  ///< what resolver and reconciliation tell each other

  // Each leans on those above it, so it is made after they were replaced, by its maker.
  PartMaker<JournalRecorder> make_recorder;
  PartMaker<Engine> make_engine;
  PartMaker<Resolver> make_resolver;
  PartMaker<Reconciliation> make_reconciliation;
  PartMaker<Inbox> make_inbox;

  std::unique_ptr<JournalRecorder> recorder;
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Resolver> resolver;
  std::unique_ptr<Reconciliation> reconciliation;
  std::unique_ptr<Inbox> inbox;
};

/// The parts as they are meant to be, but for those that are yet to be made. `ports` and `config`
/// must outlive them.
[[nodiscard]] Parts standard_parts(const Ports& ports, const Config& config);

/// Makes what leans on others. `parts` must stay where it is from now on.
void assemble(const Ports& ports, const Config& config, Parts& parts);

}  // namespace payments
