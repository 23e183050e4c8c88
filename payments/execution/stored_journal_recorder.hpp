// The journal as rows of the store, one conditional commit a transition, and in it what the
// transition books. The only place that writes the journal.
// Serves: I12, I23, S05 (an unknown commit is read back by primary key before going on).
#pragma once

#include "payments/execution/journal_recorder.hpp"
#include "payments/idempotency/idempotency.hpp"
#include "payments/journal/state_machine.hpp"
#include "payments/ledger/posting_rules.hpp"
#include "payments/outbox/bookkeeping.hpp"
#include "payments/ports/ports.hpp"
#include "payments/types/config.hpp"

namespace payments {

class StoredJournalRecorder : public JournalRecorder {
 public:
  StoredJournalRecorder(const Ports& ports, const Config& config, const StateMachine& machine,
                        const Idempotency& idempotency, Bookkeeping& bookkeeping,
                        const PostingRules& postings = standard_postings());

  Recorded record_once(Case& subject, const Move& move) override;
  Recorded record(Case& subject, const Move& move) override;

 private:
  struct Draft;

  Draft draft(const Case& subject, const Move& move, State to);
  void add_rows(Draft& draft, const Case& subject, const Move& move) const;
  void add_claim(Draft& draft, const Case& subject) const;
  void add_open(Draft& draft, const Case& subject) const;
  void add_books(Draft& draft, const Case& subject) const;
  void carry_over(Case& subject, Draft& draft);
  [[nodiscard]] bool keeps_remainder(const Payment& payment, const Facts& facts) const;
  Recorded settle(Case& subject, Draft& draft, CommitError error);

  Ports ports_;
  const Config& config_;
  const StateMachine& machine_;
  const Idempotency& idempotency_;
  Bookkeeping& bookkeeping_;
  const PostingRules& postings_;
};

}  // namespace payments
