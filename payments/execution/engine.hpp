// Carries one operation out: records that it is wanted, records each try before it is sent, sends,
// records what came back. A transaction never spans a call to the processor (R10).
// Not the resolver: the engine never asks about an earlier try, so it may only be called when
// there was none, or when it definitely had no effect.
#pragma once

#include "payments/execution/absence.hpp"
#include "payments/execution/case.hpp"
#include "payments/execution/heard.hpp"
#include "payments/execution/journal_recorder.hpp"
#include "payments/execution/outcome_reader.hpp"
#include "payments/execution/processor_keys.hpp"
#include "payments/execution/rulebook.hpp"
#include "payments/ports/ports.hpp"
#include "payments/types/config.hpp"
#include "payments/types/step.hpp"

#include <optional>
#include <string>
#include <vector>

namespace payments {

/// Whether an operation began, or one that was given up is to be taken up again. `granted` and
/// `recorded == yes` together say so.
struct Beginning {
  Permission permission = Permission::granted;
  std::string reason;
  OperationId done;    ///< refused because this operation has done it already
  OperationId before;  ///< busy because this one was begun for it, and is in doubt
  Recorded recorded = Recorded::unavailable;
};

/// Why an operation that is not in doubt is given up: no try of it can have had an effect.
enum class Unharmed : std::uint8_t {
  never_sent,  ///< no try was recorded
  refused,     ///< every try was turned away before any effect
  lapsed,      ///< likewise, and the authorisation it leans on is over
};

class Engine {
 public:
  Engine(const Ports& ports, const Config& config, const Rulebook& rulebook,
         const ProcessorKeys& keys, const OutcomeReader& reader, HeardAnswers& heard,
         JournalRecorder& recorder);

  /// Records a new operation as initiated, if the payment allows it at that very moment; or finds
  /// the one that was given up for want of an effect, to be driven again under its own key. The
  /// case holds a claim and a payable, and gets the operation's id.
  Beginning begin(Case& subject, const Command& command);

  /// Tries an initiated operation, one that its client asks for again, or one whose key may be
  /// sent again, and records what came of it. Only the holder of the claim can; others record
  /// nothing.
  void drive(Case& subject);

  /// Records a processor's answer that was obtained in whatever way. Needs no claim (I06).
  Recorded adopt(Case& subject, const GatewayReply& reply, Cause cause, bool listed = false);

  /// Records what was heard of tries and could not be made durable then. What still cannot be is
  /// kept on (heard.hpp).
  StepResult record_held();

  /// Gives up an operation that is not in doubt. Refused where it is.
  Recorded give_up(Case& subject, Unharmed why);
  /// Gives up an operation that is proved to have had no effect.
  Recorded give_up(Case& subject, const Absence& proof);

  /// Proof of absence, if a question that has found nothing was asked late enough, and no sender of
  /// this very process is known to be under way still, or to have sent within D_max.
  [[nodiscard]] std::optional<Absence> absence(const Case& subject, AskedAt asked) const;

  /// Whether another try may be sent, or will be allowed later, although nobody knows what became
  /// of the one before: only the processor's key makes that harmless (E3, R11).
  [[nodiscard]] bool keyed(const Case& subject) const;
  /// Whether it may be sent now that a question asked then has found nothing. A key that is spent
  /// needs proof of absence, for the next one is of another generation (I05).
  [[nodiscard]] bool may_resend(const Case& subject, AskedAt asked) const;
  /// Whether sending the same again under its key, now, is a way of asking.
  [[nodiscard]] bool may_ask_by_key(const Case& subject) const;

 private:
  enum class Sent { settled, not_attempted };
  class UnderWay;

  Sent attempt(Case& subject, Cause cause);
  Recorded adopt_about(Case& subject, const GatewayReply& reply, Cause cause,
                       std::optional<std::uint32_t> attempt, bool listed);
  void note_denied(const Case& subject, const GatewayReply& reply);
  Recorded record_try(Case& subject, Cause cause);
  Recorded record_given_up(Case& subject, Cause cause, std::uint32_t attempt);
  void leave(Case& subject, Unharmed why);
  [[nodiscard]] Beginning take_up(Case& subject, const OperationView& before,
                                  const Command& command, const Advice& advice) const;
  [[nodiscard]] bool tries_left(const OperationView& view) const;
  [[nodiscard]] bool key_spent(const OperationView& view) const;
  [[nodiscard]] bool lease_left(const Case& subject) const;
  [[nodiscard]] bool hold_lapsed(const Case& subject) const;

  Ports ports_;
  const Config& config_;
  const Rulebook& rulebook_;
  const ProcessorKeys& keys_;
  const OutcomeReader& reader_;
  HeardAnswers& heard_;
  JournalRecorder& recorder_;
  bool take_note(const Heard& heard);

  std::vector<OperationId> sending_;  ///< what this process is sending now
  /// When a send of this process came back that nobody knows the outcome of.
  struct Returned {
    OperationId operation;
    Instant at;
  };
  void note_returned(const OperationId& operation);

  std::vector<Returned> returned_;  ///< of the last D_max: it may act until that is over
};

}  // namespace payments
