// Brings every operation that was left unresolved to a definite end: it asks the processor before
// anything is sent again, waits as long as "not found" may still be wrong, and parks what no
// question helps now: that is asked about rarely, and at once when the processor recovers.
// Serves: I10, I11, I31, L1, L2, L4.
#pragma once

#include "payments/execution/engine.hpp"
#include "payments/idempotency/idempotency.hpp"
#include "payments/journal/damage.hpp"
#include "payments/recovery/pulse.hpp"
#include "payments/recovery/recovery.hpp"
#include "payments/recovery/settlement.hpp"
#include "payments/types/step.hpp"

namespace payments {

class Resolver {
 public:
  Resolver(const Ports& ports, const Config& config, Idempotency& idempotency, Engine& engine,
           Recovery& recovery, JournalRecorder& recorder, Pulse& pulse);

  /// Looks after each open operation that is due.
  StepResult step();

  /// Asks about parked operations: those that are due, or all of them once the processor answers
  /// again. Routine: nothing is left to do where nothing changes, so there is no `next_due`.
  StepResult revisit();

  /// At start: checks what was in flight against the journal, and takes up tries whose sender can
  /// no longer be running. Sends nothing and asks nothing.
  StepResult recover();

  /// Works on one operation now, with the claim that the case holds; hands the claim back if the
  /// operation is still unresolved afterwards.
  void resume(Case& subject);

  /// Ends the claim and the open entry of an operation that has ended without them.
  void conclude(Case& subject);

  /// Records a person's word about an operation that is unknown, pending or parked.
  Settled settle(Case& subject, const Settlement& word);

  /// Works on whatever is unresolved about a payable and not in somebody else's hands (R13).
  void settle_now(const Payment& payment);

 private:
  enum class Pass : std::uint8_t { all, orphans, parked_due, parked };

  StepResult sweep(Pass pass);
  [[nodiscard]] std::optional<StepResult> not_now(const OpenRow& row, Pass pass);
  StepResult visit(const OpenRow& row, Pass pass);
  void work(Case& subject);
  void ask(Case& subject);
  void ask_by_key(Case& subject);
  void adopt(Case& subject, const GatewayReply& reply);
  void absent(Case& subject, AskedAt asked);
  void park_or_postpone(Case& subject, Cause cause);
  bool park(Case& subject, Cause cause);
  void postpone(Case& subject, Instant due);
  [[nodiscard]] Instant next_ask(const Case& subject, Instant now) const;
  [[nodiscard]] bool agrees_with_journal(const Case& subject);
  [[nodiscard]] std::optional<Case> load(const OpenRow& row);

  Ports ports_;
  const Config& config_;
  Idempotency& idempotency_;
  Engine& engine_;
  Recovery& recovery_;
  JournalRecorder& recorder_;
  Pulse& pulse_;
  Damage damage_;
};

}  // namespace payments
