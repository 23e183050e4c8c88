// One history, grouped once for every check: by fact, by intent, by payable, by key, by event.
// Flat arrays of pointers into the history; it owns no observation and judges nothing.
// Identity: an *intent* is one operation as the client means it, (payable, kind, ordinal); a
// service may mint several operations of its own for one intent, and all of them fall to it.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "history/observation.hpp"

namespace assay::properties {

namespace detail {
class Contract;
struct PayableMoney;
}

/// A dense number for a name, in order of first appearance.
using Id = std::uint32_t;
inline constexpr Id no_id = std::numeric_limits<Id>::max();

/// Observations, in order.
using Rows = std::span<const history::Observation* const>;

/// Rows bucketed by a dense id; inside a bucket they keep their order.
class Grouping {
 public:
  Grouping() = default;
  /// Groups `history` by `ids`, one id a row; rows with `no_id` are in no group.
  Grouping(const history::History& history, std::span<const Id> ids, std::size_t groups);

  std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  Rows operator[](std::size_t group) const {
    return Rows(rows_).subspan(starts_[group], starts_[group + 1] - starts_[group]);
  }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<const history::Observation*> rows_;
};

/// The shared view of one history. The history must outlive it.
class Index {
 public:
  explicit Index(const history::History& history);
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;
  ~Index();

  const history::History& history() const { return history_; }
  const history::Bounds& bounds() const { return history_.bounds; }
  bool recorded(history::Sources sources) const { return (recorded_ & sources) == sources; }
  history::Sources recorded() const { return recorded_; }

  Rows of(history::Fact fact) const { return by_fact_[static_cast<std::size_t>(fact)]; }
  /// Everything about one intent, from declaration to notification.
  const Grouping& intents() const { return by_intent_; }
  /// The same for all intents of one payable together.
  const Grouping& payables() const { return by_payable_; }
  /// Everything about one (scope, key) at the service's edge.
  const Grouping& keys() const { return by_key_; }
  /// Everything about one event, from commit to effect downstream.
  const Grouping& events() const { return by_event_; }

  Id intent_of(const history::Observation& seen) const { return intent_[place(seen)]; }
  Id event_of(const history::Observation& seen) const { return event_[place(seen)]; }
  /// The (scope, key) at the service's edge, `no_id` where the row names none.
  Id key_of(const history::Observation& seen) const { return key_[place(seen)]; }
  /// The service's own operation, `no_id` where the row names none.
  Id operation_of(const history::Observation& seen) const { return operation_[place(seen)]; }
  std::size_t operations() const { return operations_; }
  /// The payable that the row falls to, `no_id` where it falls to none.
  Id payable_of(const history::Observation& seen) const { return payable_[place(seen)]; }
  /// The processor key of an attempt that was sent, at its processor; `no_id` without a key.
  Id processor_key_of(const history::Observation& sent) const { return sent_key_[place(sent)]; }
  std::size_t processor_keys() const { return processor_keys_; }
  /// What an intent does with money.
  history::OperationKind kind_of(Id intent) const { return kinds_[intent]; }

  /// A payable's effects and what they sum to (detail/funds.hpp): worked out when the first check
  /// asks, and kept for the others.
  const detail::PayableMoney& money_of(std::size_t payable) const;
  /// Where the environment broke what it owes (detail/contract.hpp): kept alike.
  const detail::Contract& contract() const;

  std::optional<std::int64_t> healed_at() const { return healed_at_; }
  bool at_rest() const { return !of(history::Fact::at_rest).empty(); }
  std::int64_t end() const;
  /// When a bound that began at `from` runs out: it counts only from when the world is healed.
  std::int64_t due(std::int64_t from, std::int64_t bound) const;
  /// Nothing that comes later can still meet a deadline: it has passed, or the world is at rest.
  bool over(std::int64_t deadline) const;

 private:
  std::size_t place(const history::Observation& seen) const {
    return static_cast<std::size_t>(&seen - history_.observations.data());
  }

  const history::History& history_;
  history::Sources recorded_ = 0;
  std::vector<Id> intent_, payable_, operation_, event_, key_, sent_key_;
  std::vector<history::OperationKind> kinds_;
  std::size_t operations_ = 0, processor_keys_ = 0;
  std::optional<std::int64_t> healed_at_;
  Grouping by_fact_, by_intent_, by_payable_, by_key_, by_event_;
  mutable std::vector<std::unique_ptr<const detail::PayableMoney>> money_;  // by payable
  mutable std::unique_ptr<const detail::Contract> contract_;
};

}  // namespace assay::properties
