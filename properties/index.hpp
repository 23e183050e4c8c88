// One history, grouped once for every check: by kind of fact, by intent, by payable, by key, by
// event. Flat arrays of pointers into the history; it owns no fact and judges nothing.
// Identity: an *intent* is one operation as the client means it, (payable, kind, ordinal); a
// service may mint several operations of its own for one intent, and all of them fall to it.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <ranges>
#include <span>
#include <vector>

#include "history/history.hpp"

namespace assay::properties {

using namespace history;  // a property speaks of facts on every line

namespace detail {
class Contract;
struct PayableMoney;
}

/// A dense number for a name, in order of first appearance.
using Id = std::uint32_t;
inline constexpr Id no_id = std::numeric_limits<Id>::max();

/// Facts of any kind, in order.
using Rows = std::span<const Observation* const>;

/// Rows that are all of one kind, as facts of that kind: `for (const auto& sent : ...)`.
template <typename Fact>
auto all_as(Rows rows) {
  return rows | std::views::transform([](const Observation* row) -> const Seen<Fact>& {
           return static_cast<const Seen<Fact>&>(*row);
         });
}

/// Those among `rows` that are of one kind.
template <typename Fact>
auto only(Rows rows) {
  return rows | std::views::filter([](const Observation* row) { return row->is<Fact>(); }) |
         std::views::transform([](const Observation* row) -> const Seen<Fact>& {
           return static_cast<const Seen<Fact>&>(*row);
         });
}

/// The first of one kind among `rows` of which `fits` is true; nullptr where there is none.
template <typename Fact, typename Fits>
const Seen<Fact>* first(Rows rows, Fits fits) {
  for (const Observation* row : rows) {
    const auto* fact = row->as<Fact>();
    if (fact != nullptr && fits(*fact)) return fact;
  }
  return nullptr;
}
template <typename Fact>
const Seen<Fact>* first(Rows rows) {
  return first<Fact>(rows, [](const Seen<Fact>&) { return true; });
}

/// Rows bucketed by a dense id; inside a bucket they keep their order.
class Grouping {
 public:
  Grouping() = default;
  /// Groups `rows` by `ids`, one id a row; rows with `no_id` are in no group.
  Grouping(Rows rows, std::span<const Id> ids, std::size_t groups);

  std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  Rows operator[](std::size_t group) const {
    return Rows(rows_).subspan(starts_[group], starts_[group + 1] - starts_[group]);
  }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<const Observation*> rows_;
};

/// The shared view of one history. The history must outlive it.
class Index {
 public:
  explicit Index(const History& history) : Index(history, history.size()) {}
  /// Of the first so many facts alone.
  Index(const History& history, std::size_t facts);
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;
  ~Index();

  /// The terms of the history, and any fact by its sequence number. Those behind the index's own
  /// part are there too.
  const History& history() const { return history_; }
  /// The last fact of its part; nullptr where it has none.
  const Observation* last() const { return last_; }
  const Bounds& bounds() const { return history_.bounds; }
  bool recorded(Sources sources) const { return (recorded_ & sources) == sources; }
  Sources recorded() const { return recorded_; }

  /// The facts of one kind, in order.
  template <typename Fact>
  auto of() const {
    return all_as<Fact>(by_kind_[static_cast<std::size_t>(kind_of_fact<Fact>)]);
  }
  /// The same of a kind that is known only when it runs.
  Rows of(FactKind kind) const { return by_kind_[static_cast<std::size_t>(kind)]; }
  /// Everything about one intent, from declaration to notification.
  const Grouping& intents() const { return by_intent_; }
  /// The same for all intents of one payable together.
  const Grouping& payables() const { return by_payable_; }
  /// Everything about one (scope, key) at the service's edge.
  const Grouping& keys() const { return by_key_; }
  /// Everything about one event, from commit to effect downstream.
  const Grouping& events() const { return by_event_; }

  Id intent_of(const Stamp& seen) const { return intent_[place(seen)]; }
  /// What falls to the intent of a fact. Contract: it has one.
  Rows intent_rows(const Stamp& seen) const { return by_intent_[intent_of(seen)]; }
  Id event_of(const Stamp& seen) const { return event_[place(seen)]; }
  /// The (scope, key) at the service's edge, `no_id` where the fact names none.
  Id key_of(const Stamp& seen) const { return key_[place(seen)]; }
  /// The service's own operation, `no_id` where the fact names none.
  Id operation_of(const Stamp& seen) const { return operation_[place(seen)]; }
  std::size_t operations() const { return operations_; }
  /// The payable that the fact falls to, `no_id` where it falls to none.
  Id payable_of(const Stamp& seen) const {
    const Id intent = intent_of(seen);
    return intent == no_id ? no_id : payable_of_[intent];
  }
  /// The processor key of an attempt that was sent, at its processor; `no_id` without a key.
  Id processor_key_of(const Seen<AttemptSent>& sent) const { return sent_key_[place(sent)]; }
  std::size_t processor_keys() const { return processor_keys_; }
  /// What an intent does with money.
  OperationKind kind_of(Id intent) const { return kinds_[intent]; }
  /// What the intent of a fact does. Contract: it has one.
  OperationKind kind_of(const Stamp& seen) const { return kinds_[intent_of(seen)]; }

  /// A payable's effects and what they sum to (detail/funds.hpp): worked out when the first check
  /// asks, and kept for the others.
  const detail::PayableMoney& money_of(std::size_t payable) const;
  /// Where the environment broke what it owes (detail/contract.hpp): kept alike.
  const detail::Contract& contract() const;

  std::optional<std::int64_t> healed_at() const { return healed_at_; }
  bool at_rest() const { return !of<AtRest>().empty(); }
  std::int64_t end() const;
  /// When a bound that began at `from` runs out: it counts only from when the world is healed.
  std::int64_t due(std::int64_t from, std::int64_t bound) const;
  /// Nothing that comes later can still meet a deadline: it has passed, or the world is at rest.
  bool over(std::int64_t deadline) const;

 private:
  static std::size_t place(const Stamp& seen) { return seen.sequence - 1; }

  const History& history_;
  const Observation* last_ = nullptr;
  Sources recorded_ = 0;
  std::vector<Id> intent_, operation_, event_, key_, sent_key_;  // by place
  std::vector<Id> payable_of_;                                   // by intent
  std::vector<OperationKind> kinds_;                             // by intent
  std::size_t operations_ = 0, processor_keys_ = 0;
  std::optional<std::int64_t> healed_at_;
  Grouping by_kind_, by_intent_, by_payable_, by_key_, by_event_;
  mutable std::vector<std::unique_ptr<const detail::PayableMoney>> money_;  // by payable
  mutable std::unique_ptr<const detail::Contract> contract_;
};

}  // namespace assay::properties
