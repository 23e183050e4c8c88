// Builds the groups in two passes: names become numbers, then rows that name only a service
// operation or an effect are given to the intent which that operation or effect belongs to.
#include "properties/index.hpp"

#include <algorithm>
#include <string_view>

#include "history/names.hpp"
#include "properties/detail/contract.hpp"
#include "properties/detail/funds.hpp"
#include "properties/detail/interner.hpp"

namespace assay::properties {
namespace {

using detail::Interner;
using detail::Name;
using detail::Thing;
using history::Fact;
using history::Observation;

constexpr std::size_t facts = static_cast<std::size_t>(history::last_fact) + 1;
constexpr auto forever = std::numeric_limits<std::int64_t>::max();

bool is_effect(Fact fact) { return fact == Fact::effect_applied || fact == Fact::effect_reversed; }

bool is_about_event(const Observation& seen) {
  const Fact fact = seen.fact;
  return fact == Fact::event_committed || fact == Fact::event_published ||
         fact == Fact::event_consumed || fact == Fact::event_applied ||
         (fact == Fact::posting_committed && !seen.event.empty());
}

std::uint64_t ordinal_of(const Observation& seen) {
  return (std::uint64_t{seen.ordinal} << 8U) | static_cast<std::uint64_t>(seen.kind);
}

void grow_to(std::vector<Id>& ids, Id id) {
  if (ids.size() <= id) ids.resize(id + 1, no_id);
}

// Numbers for the rows of one history, and which intent an operation or effect falls to.
struct Numbering {
  explicit Numbering(const std::vector<Observation>& all)
      : rows(all), names(2 * all.size()), intent(all.size(), no_id), operation(all.size(), no_id),
        effect(all.size(), no_id), payable(all.size(), no_id), key(all.size(), no_id),
        event(all.size(), no_id), sent_key(all.size(), no_id) {
    for (std::size_t i = 0; i < rows.size(); ++i) number(i);
    for (std::size_t i = 0; i < rows.size(); ++i) adopt(i);
  }

  void number(std::size_t i) {
    const auto& seen = rows[i];
    if (!seen.operation.empty()) operation[i] = names.id({Thing::operation, seen.operation});
    if (is_effect(seen.fact)) effect[i] = names.id({Thing::effect, seen.effect});
    if (!seen.key.empty()) key[i] = names.id({Thing::key, seen.scope, seen.key});
    if (seen.fact == Fact::attempt_sent && !seen.processor_key.empty()) {
      sent_key[i] = names.id({Thing::processor_key, seen.processor_key, seen.processor});
    }
    if (is_about_event(seen)) event[i] = names.id({Thing::event, seen.event});
    if (!seen.payable.empty()) settle(i, {Thing::intent, seen.payable, {}, ordinal_of(seen)});
  }

  // The intent of row i is `name`; its operation and effect fall to it from now on.
  void settle(std::size_t i, const Name& name) {
    intent[i] = names.id(name);
    if (intent[i] == payable_of.size()) {
      payable_of.push_back(names.id({Thing::payable, name.first, name.second}));
      kinds.push_back(rows[i].kind);
    }
    payable[i] = payable_of[intent[i]];
    claim(operation_intent, operation[i], intent[i]);
    if (rows[i].fact == Fact::effect_applied) claim(effect_intent, effect[i], intent[i]);
  }

  static void claim(std::vector<Id>& owners, Id id, Id owner) {
    if (id == no_id) return;
    grow_to(owners, id);
    if (owners[id] == no_id) owners[id] = owner;
  }

  static Id owner(const std::vector<Id>& owners, Id id) {
    return id < owners.size() ? owners[id] : no_id;
  }

  // Rows without a payable: by operation, else by effect, else an intent of their own.
  void adopt(std::size_t i) {
    if (intent[i] != no_id) return;
    intent[i] = owner(operation_intent, operation[i]);
    if (intent[i] == no_id) intent[i] = owner(effect_intent, effect[i]);
    if (intent[i] != no_id) {
      payable[i] = payable_of[intent[i]];
      if (rows[i].fact == Fact::effect_applied) claim(effect_intent, effect[i], intent[i]);
    } else if (operation[i] != no_id) {
      settle(i, {Thing::intent, "", rows[i].operation, 0});
    }
  }

  const std::vector<Observation>& rows;
  Interner names;
  std::vector<Id> intent, operation, effect, payable, key, event, sent_key;
  std::vector<Id> operation_intent, effect_intent, payable_of;
  std::vector<history::OperationKind> kinds;
};

}  // namespace

Grouping::Grouping(const history::History& history, std::span<const Id> ids, std::size_t groups)
    : starts_(groups + 2, 0) {
  for (const auto id : ids) {
    if (id != no_id) ++starts_[id + 2];
  }
  for (std::size_t i = 2; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  rows_.resize(starts_.back());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] != no_id) rows_[starts_[ids[i] + 1]++] = &history.observations[i];
  }
  starts_.pop_back();
}

Index::Index(const history::History& history) : history_(history), recorded_(history.recorded) {
  Numbering numbers(history.observations);
  std::vector<Id> fact(history.observations.size());
  for (std::size_t i = 0; i < fact.size(); ++i) {
    fact[i] = static_cast<Id>(history.observations[i].fact);
    recorded_ |= history::bit(history::source_of(history.observations[i].fact));
  }
  by_fact_ = Grouping(history, fact, facts);
  by_intent_ = Grouping(history, numbers.intent, numbers.kinds.size());
  by_payable_ = Grouping(history, numbers.payable, numbers.names.count(Thing::payable));
  by_key_ = Grouping(history, numbers.key, numbers.names.count(Thing::key));
  by_event_ = Grouping(history, numbers.event, numbers.names.count(Thing::event));
  operations_ = numbers.names.count(Thing::operation);
  processor_keys_ = numbers.names.count(Thing::processor_key);
  intent_ = std::move(numbers.intent);
  payable_ = std::move(numbers.payable);
  operation_ = std::move(numbers.operation);
  key_ = std::move(numbers.key);
  sent_key_ = std::move(numbers.sent_key);
  event_ = std::move(numbers.event);
  kinds_ = std::move(numbers.kinds);
  if (const auto healed = of(Fact::healed); !healed.empty()) healed_at_ = healed.front()->at;
}

Index::~Index() = default;

const detail::PayableMoney& Index::money_of(std::size_t payable) const {
  if (money_.empty()) money_.resize(payables().size());
  if (!money_[payable]) {
    money_[payable] = std::make_unique<const detail::PayableMoney>(*this, payables()[payable]);
  }
  return *money_[payable];
}

const detail::Contract& Index::contract() const {
  if (!contract_) contract_ = std::make_unique<const detail::Contract>(*this);
  return *contract_;
}

std::int64_t Index::end() const {
  return history_.observations.empty() ? 0 : history_.observations.back().at;
}

std::int64_t Index::due(std::int64_t from, std::int64_t bound) const {
  if (bound <= 0 || !healed_at_) return forever;
  const auto start = std::max(from, *healed_at_);
  return bound > forever - start ? forever : start + bound;
}

bool Index::over(std::int64_t deadline) const { return at_rest() || end() > deadline; }

}  // namespace assay::properties
