// Makes one transition durable: asks the state machine, appends to the journal, and commits with
// it everything that must never part from it. The only place that writes the journal.
// Serves: I12, I23, S05 (an unknown commit is read back by primary key before going on).
#pragma once

#include "payments/execution/case.hpp"
#include "payments/idempotency/idempotency.hpp"
#include "payments/outbox/bookkeeping.hpp"
#include "payments/ports/ports.hpp"
#include "payments/types/config.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace payments {

/// What is to be recorded about an operation.
struct Move {
  Evidence why{};
  Cause cause{};
  std::string_view purpose;  ///< of the transaction, such as "record_outcome"
  Facts facts;               ///< for `created` only
  ProcessorKey key;          ///< for `sending` and `retrying` only
  std::string reference;
  std::optional<Instant> capture_before;
  bool fenced = false;  ///< only the holder of the claim may do this
  bool listed = false;  ///< the evidence is the processor's list itself
  /// Which try the evidence is about; none: the operation, whatever its tries (I15).
  std::optional<std::uint32_t> attempt{};
  std::string who{}, grounds{};  ///< where a person settles it
};

enum class Recorded : std::uint8_t {
  yes,
  ignored,      ///< the belief already says so, or knows better, or is about a later try
  refused,      ///< the state machine forbids it: nothing was recorded
  fenced,       ///< somebody else holds the claim now: nothing was recorded
  again,        ///< lost a race; the case is fresh: decide anew
  unavailable,  ///< did not happen
  uncertain,    ///< may have happened, and could not be read back
};

class JournalRecorder {
 public:
  JournalRecorder(const Ports& ports, const Config& config, const Idempotency& idempotency,
                  Bookkeeping& bookkeeping);

  /// One try. On `yes` the case shows the new belief.
  Recorded record_once(Case& subject, const Move& move);

  /// Tries until it is recorded, settled otherwise, or tried as often as allowed.
  Recorded record(Case& subject, const Move& move);

 private:
  struct Draft;

  Draft draft(const Case& subject, const Move& move, State to);
  void add_rows(Draft& draft, const Case& subject, const Move& move) const;
  void add_claim(Draft& draft, const Case& subject) const;
  void add_open(Draft& draft, const Case& subject) const;
  Recorded settle(Case& subject, Draft& draft, CommitError error);

  Ports ports_;
  const Config& config_;
  const Idempotency& idempotency_;
  Bookkeeping& bookkeeping_;
};

}  // namespace payments
