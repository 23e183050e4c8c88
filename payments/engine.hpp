// Carries one operation out: records that it is wanted, records each try before it is sent, sends,
// records what came back. A transaction never spans a call to the processor (R10).
// Not the resolver: the engine never asks about an earlier try, so it may only be called when
// there was none, or when it definitely had no effect.
#pragma once

#include "payments/case.hpp"
#include "payments/config.hpp"
#include "payments/outcome_reader.hpp"
#include "payments/ports/ports.hpp"
#include "payments/processor_keys.hpp"
#include "payments/recorder.hpp"
#include "payments/rulebook.hpp"

#include <string>

namespace payments {

/// Whether an operation began. `granted` and `recorded == yes` together say that it did.
struct Beginning {
  Permission permission = Permission::granted;
  std::string reason;
  OperationId done;  ///< refused because this operation has done it already
  Recorded recorded = Recorded::unavailable;
};

class Engine {
 public:
  Engine(const Ports& ports, const Config& config, const Rulebook& rulebook,
         const ProcessorKeys& keys, const OutcomeReader& reader, Recorder& recorder);

  /// Records a new operation as initiated, if the payment allows it at that very moment. The case
  /// holds a claim and a payable, and gets the operation's id.
  Beginning begin(Case& subject, const Command& command);

  /// Tries an initiated operation, or one whose earlier tries definitely had no effect, and
  /// records what came of it. Only the holder of the claim can; others record nothing.
  void drive(Case& subject);

  /// Records a processor's answer that was obtained in whatever way. Needs no claim (I06).
  Recorded adopt(Case& subject, const GatewayReply& reply, Cause cause, bool listed = false);

  /// Gives up an operation that definitely had no effect.
  Recorded give_up(Case& subject, Cause cause);

  /// Whether the policy allows another send now: tries left, and the processor still knows the
  /// key (R11).
  [[nodiscard]] bool may_retry(const OperationView& view) const;

 private:
  enum class Sent { settled, not_attempted };

  Sent attempt(Case& subject, Cause cause);
  Recorded record_try(Case& subject, Cause cause);
  [[nodiscard]] bool lease_left(const Case& subject) const;
  [[nodiscard]] bool hold_lapsed(const Case& subject) const;

  Ports ports_;
  const Config& config_;
  const Rulebook& rulebook_;
  const ProcessorKeys& keys_;
  const OutcomeReader& reader_;
  Recorder& recorder_;
};

}  // namespace payments
