// Operators at work: what waits for a person, and what a person may do about it. Each action is
// journalled with its actor and reason before it is carried out, is carried out once whatever
// happens between, and moves money by the state machine's own moves alone.
// Serves: L5, I35; R13.
#pragma once

#include "payments/journal/payment.hpp"
#include "payments/journal/stored.hpp"
#include "payments/operators/action.hpp"
#include "payments/ports/ports.hpp"
#include "payments/reconciliation/rows.hpp"
#include "payments/recovery/settlement.hpp"
#include "payments/types/config.hpp"

#include <functional>
#include <vector>

namespace payments {

/// What an operation of the parked list looks like.
struct ParkedItem {
  OperationView view;
  std::uint64_t version = 0;  ///< for `Action::expected_version`
  bool in_suspense = false;
};

class Operators {
 public:
  /// The moves that there are; `Service` has them.
  struct Moves {
    std::function<Settled(const Settlement&)> settle;
    std::function<Settled(const RowKey& journal_break, const std::string& grounds,
                          const std::string& who)>
        settle_break;
  };

  /// From `second_person_above` minor units on, in whatever currency, two persons have to agree.
  Operators(const Ports& ports, const Config& config, std::int64_t second_person_above, Moves moves)
      : ports_(ports),
        config_(config),
        second_person_above_(second_person_above),
        moves_(std::move(moves)) {}

  /// Carries out an action, or says how it came out when it was asked for before.
  ActionResult carry_out(const Action& action);
  /// A second person agrees to an action that waits for one.
  ActionResult agree(std::string_view id, const std::string& who, const std::string& reason);

  /// The question that verifies an action: whether it finds nothing left to do.
  /// Errors: the store does not answer.
  [[nodiscard]] std::expected<bool, StoreError> verified(const Action& action);

  /// What is parked, in the order of operations.
  [[nodiscard]] std::expected<std::vector<ParkedItem>, StoreError> parked();
  /// An action as it is kept.
  [[nodiscard]] Fetched<ActionRow> action(std::string_view id);

 private:
  struct Verdict {
    ActionResult result;
    bool needs_second = false;
  };

  Verdict examine(const Action& action);
  Verdict examine_operation(const Action& action);
  std::expected<std::string, StoreError> fault_of(const Action& action, const OperationView& view);
  bool is_stale(const Action& action, std::uint64_t version) const;
  std::expected<std::string, StoreError> fault_of_line(const Proof& proof,
                                                       const OperationView& view);
  ActionResult keep(const ActionRow& row, std::uint64_t version);
  ActionResult execute(Stored<ActionRow> row);
  ActionResult carry_out_begun(const Action& action);
  ActionResult settle(const Action& action);
  ActionResult suspend(const Action& action);
  ActionResult settle_break(const Action& action);
  ActionResult release(const Action& action);
  ActionResult replay_outbox(const Action& action);
  ActionResult replay_inbox(const Action& action);
  ActionResult pause(const Action& action);
  ActionResult resume(const Action& action);
  ActionResult commit(const Action& action, std::vector<Write> writes);
  std::expected<std::optional<OperationView>, StoreError> view_of(const Action& action);

  Ports ports_;
  const Config& config_;
  std::int64_t second_person_above_;
  Moves moves_;
};

}  // namespace payments
