// Carries one operation out: records that it is wanted, records each try before it is sent, sends,
// records what came back. Part of the service that a host may replace.
// Not the resolver: the engine never asks about an earlier try, so it may only be called when
// there was none, or when it definitely had no effect.
#pragma once

#include "payments/execution/absence.hpp"
#include "payments/execution/case.hpp"
#include "payments/execution/journal_recorder.hpp"
#include "payments/journal/payment.hpp"
#include "payments/ports/gateway.hpp"
#include "payments/types/step.hpp"

#include <cstdint>
#include <optional>
#include <string>

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
  virtual ~Engine() = default;

  /// Records a new operation as initiated, if the payment allows it at that very moment; or finds
  /// the one that was given up for want of an effect, to be driven again under its own key. The
  /// case holds a claim and a payable, and gets the operation's id.
  virtual Beginning begin(Case& subject, const Command& command) = 0;

  /// Tries an initiated operation, one that its client asks for again, or one whose key may be
  /// sent again, and records what came of it. Only the holder of the claim can; others record
  /// nothing.
  virtual void drive(Case& subject) = 0;

  /// Records a processor's answer that was obtained in whatever way. Needs no claim (I06).
  virtual Recorded adopt(Case& subject, const GatewayReply& reply, Cause cause,
                         bool listed = false) = 0;

  /// Records what was heard of tries and could not be made durable then. What still cannot be is
  /// kept on (heard.hpp).
  virtual StepResult record_held() = 0;

  /// Gives up an operation that is not in doubt. Refused where it is.
  virtual Recorded give_up(Case& subject, Unharmed why) = 0;
  /// Gives up an operation that is proved to have had no effect.
  virtual Recorded give_up(Case& subject, const Absence& proof) = 0;

  /// Proof of absence, if a question that has found nothing was asked late enough, and no sender of
  /// this very process is known to be under way still, or to have sent within D_max.
  [[nodiscard]] virtual std::optional<Absence> absence(const Case& subject,
                                                       AskedAt asked) const = 0;

  /// Whether another try may be sent, or will be allowed later, although nobody knows what became
  /// of the one before: only the processor's key makes that harmless (E3, R11).
  [[nodiscard]] virtual bool keyed(const Case& subject) const = 0;
  /// Whether it may be sent now that a question asked then has found nothing. A key that is spent
  /// needs proof of absence, for the next one is of another generation (I05).
  [[nodiscard]] virtual bool may_resend(const Case& subject, AskedAt asked) const = 0;
  /// Whether sending the same again under its key, now, is a way of asking.
  [[nodiscard]] virtual bool may_ask_by_key(const Case& subject) const = 0;

 protected:
  /// The proof that nothing became of that try. Only an engine can give it.
  [[nodiscard]] static Absence proved(std::uint32_t attempt) { return Absence(attempt); }
};

}  // namespace payments
