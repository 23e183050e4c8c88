// Reconciliation as it is kept: documents are heard once, everything is matched, breaks become rows
// that stay, and what the evidence proves is settled. Idempotent: hearing a document again, or
// matching again, changes nothing. Serves: I28, R42, R43.
#pragma once

#include "payments/ports/ports.hpp"
#include "payments/reconciliation/own_lines.hpp"
#include "payments/reconciliation/repair.hpp"
#include "payments/reconciliation/rows.hpp"
#include "payments/types/config.hpp"

#include <array>
#include <expected>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace payments::reconciliation {

/// What became of a document.
enum class Intake : std::uint8_t {
  taken,
  replaced,     ///< a corrected one took the place of the one with its name
  known,        ///< this one, or one that came after it, is here already: nothing changed
  unavailable,  ///< the store did not take it: hand it over again
};

/// What one pass has found.
struct Pass {
  bool complete = false;  ///< false: store or processor did not answer; nothing was compared
  std::array<std::size_t, bucket_table.size()> lines{};  ///< how many ended in each bucket
  std::size_t breaks = 0;                                ///< rows that nobody has taken care of
  std::size_t settled = 0;  ///< operations that the evidence has settled
  std::vector<std::string> alerts;
};

class FileReconciliation {
 public:
  /// Settles an operation of this name as having succeeded, on these grounds.
  using Settle = std::function<bool(const PayableId&, const OperationId&, const std::string&)>;

  FileReconciliation(const Ports& ports, const Config& config, Expectations expected,
                     Thresholds thresholds, Settle settle)
      : ports_(ports),
        config_(config),
        expected_(std::move(expected)),
        thresholds_(std::move(thresholds)),
        settle_(std::move(settle)) {}

  Intake hear(const Document& document);

  /// Matches all that there is, brings the rows of breaks up to date and repairs. The list of the
  /// processor is asked for where something is expected of it.
  Pass run();

 private:
  struct All {
    std::vector<Line> lines;
    std::map<std::string, PayableId> payables;  ///< of our operations
  };

  std::expected<std::vector<Line>, StoreError> heard_lines();
  std::expected<All, StoreError> all_lines(Day today);
  void settle_definite(const All& all, const Matching& matching, Pass& pass);
  bool keep_rows(const Matching& matching, Day today, Pass& pass);

  Ports ports_;
  const Config& config_;
  Expectations expected_;
  Thresholds thresholds_;
  Settle settle_;
};

}  // namespace payments::reconciliation
