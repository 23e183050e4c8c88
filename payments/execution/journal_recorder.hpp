// Makes one transition durable: asks the state machine, appends to the journal, and commits with
// it everything that must never part from it. Part of the service that a host may replace.
#pragma once

#include "payments/execution/case.hpp"
#include "payments/journal/journal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
  std::string who{}, grounds{};  ///< where a person settles it, or we undo something
  std::vector<Write> along{};    ///< rows that are committed with the transition, or not at all
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
  virtual ~JournalRecorder() = default;

  /// One try. On `yes` the case shows the new belief.
  virtual Recorded record_once(Case& subject, const Move& move) = 0;

  /// Tries until it is recorded, settled otherwise, or tried as often as allowed.
  virtual Recorded record(Case& subject, const Move& move) = 0;
};

}  // namespace payments
