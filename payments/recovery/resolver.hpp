// Brings every operation that was left unresolved to a definite end. Part of the service that a
// host may replace. Not the engine: it decides when to ask, send again, give up or park, and the
// engine does it.
#pragma once

#include "payments/execution/case.hpp"
#include "payments/recovery/settlement.hpp"
#include "payments/types/step.hpp"

namespace payments {

class Resolver {
 public:
  virtual ~Resolver() = default;

  /// Looks after each open operation that is due.
  virtual StepResult step() = 0;

  /// Asks about parked operations: those that are due, or all of them once the processor answers
  /// again. Routine: nothing is left to do where nothing changes, so there is no `next_due`.
  virtual StepResult revisit() = 0;

  /// At start: checks what was in flight against the journal, and takes up tries whose sender can
  /// no longer be running. Sends nothing and asks nothing.
  virtual StepResult recover() = 0;

  /// Works on one operation now, with the claim that the case holds; hands the claim back if the
  /// operation is still unresolved afterwards.
  virtual void resume(Case& subject) = 0;

  /// Ends the claim and the open entry of an operation that has ended without them.
  virtual void conclude(Case& subject) = 0;

  /// Records a person's word about an operation that is unknown, pending or parked.
  virtual Settled settle(Case& subject, const Settlement& word) = 0;

  /// Works on whatever is unresolved about a payable and not in somebody else's hands (R13).
  virtual void settle_now(const Payment& payment) = 0;
};

}  // namespace payments
