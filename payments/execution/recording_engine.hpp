// The engine as it is meant to be: commit, call, commit. A transaction never spans a call to the
// processor (R10), and what cannot be written down after it is kept until it can.
#pragma once

#include "payments/execution/engine.hpp"
#include "payments/execution/heard.hpp"
#include "payments/execution/outcome_reader.hpp"
#include "payments/execution/processor_keys.hpp"
#include "payments/execution/rulebook.hpp"
#include "payments/ports/ports.hpp"
#include "payments/types/config.hpp"

#include <vector>

namespace payments {

class RecordingEngine : public Engine {
 public:
  RecordingEngine(const Ports& ports, const Config& config, const Rulebook& rulebook,
                  const ProcessorKeys& keys, const OutcomeReader& reader, HeardAnswers& heard,
                  JournalRecorder& recorder);

  Beginning begin(Case& subject, const Command& command) override;
  void drive(Case& subject) override;
  Recorded adopt(Case& subject, const GatewayReply& reply, Cause cause, bool listed) override;
  StepResult record_held() override;
  Recorded give_up(Case& subject, Unharmed why) override;
  Recorded give_up(Case& subject, const Absence& proof) override;
  [[nodiscard]] std::optional<Absence> absence(const Case& subject, AskedAt asked) const override;
  [[nodiscard]] bool keyed(const Case& subject) const override;
  [[nodiscard]] bool may_resend(const Case& subject, AskedAt asked) const override;
  [[nodiscard]] bool may_ask_by_key(const Case& subject) const override;

 private:
  enum class Sent { settled, not_attempted };
  class UnderWay;

  Sent attempt(Case& subject, Cause cause);
  Recorded adopt_about(Case& subject, const GatewayReply& reply, Cause cause,
                       std::optional<std::uint32_t> attempt, bool listed);
  void note_denied(const Case& subject, const GatewayReply& reply);
  Recorded record_try(Case& subject, Cause cause);
  Recorded record_resumed(Case& subject, const Move& move);
  [[nodiscard]] bool still_fits(const Case& subject) const;
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
