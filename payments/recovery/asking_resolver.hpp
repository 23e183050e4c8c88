// Asks the processor before anything is sent again, waits as long as "not found" may still be
// wrong, and parks what no question helps now: that is asked about rarely, and at once when the
// processor recovers.
// Serves: I10, I11, I31, L1, L2, L4.
#pragma once

#include "payments/execution/engine.hpp"
#include "payments/idempotency/idempotency.hpp"
#include "payments/journal/damage.hpp"
#include "payments/ports/ports.hpp"
#include "payments/recovery/pulse.hpp"
#include "payments/recovery/recovery.hpp"
#include "payments/recovery/resolver.hpp"
#include "payments/types/config.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>

namespace payments {

class AskingResolver : public Resolver {
 public:
  AskingResolver(const Ports& ports, const Config& config, Idempotency& idempotency, Engine& engine,
                 Recovery& recovery, JournalRecorder& recorder, Pulse& pulse);

  StepResult step() override;
  StepResult revisit() override;
  StepResult recover() override;
  void resume(Case& subject) override;
  void conclude(Case& subject) override;
  Settled settle(Case& subject, const Settlement& word) override;
  void settle_now(const Payment& payment) override;

 private:
  /// Why a row is looked at: it is due, its sender may be gone, or the processor answers again.
  enum class Pass : std::uint8_t { due, orphans, parked };

  StepResult sweep(const DueIndex& index, Instant until, Pass pass);
  StepResult ask_all_parked();
  [[nodiscard]] StepResult try_again();
  StepResult visit(const Row& row, Pass pass);
  StepResult visit(const OpenRow& row, Pass pass);
  void work(Case& subject);
  void ask(Case& subject);
  void ask_by_key(Case& subject);
  void adopt(Case& subject, const GatewayReply& reply);
  void absent(Case& subject, AskedAt asked);
  void park_or_postpone(Case& subject, Cause cause);
  bool park(Case& subject, Cause cause);
  void call_again(const Case& subject);
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
  std::set<std::string> called_;  ///< about which somebody was called, and nobody came back yet
};

}  // namespace payments
