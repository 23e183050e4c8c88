// Builds the groups in two passes: names become dense numbers of their own kind, then rows that
// name only a service operation or an effect are given to the intent which that operation or effect
// belongs to.
#include "properties/index.hpp"

#include <algorithm>
#include <unordered_map>

#include "properties/detail/contract.hpp"
#include "properties/detail/funds.hpp"

namespace assay::properties {
namespace {

constexpr auto forever = std::numeric_limits<std::int64_t>::max();

// What a name stands for, as a dense number of each kind of thing: a name is a number already.
struct NameIds {
  Id operation = no_id, effect = no_id, payable = no_id, event = no_id;
};

// Numbers for the names of one kind of thing.
class Ids {
 public:
  Ids(std::vector<NameIds>& names, Id NameIds::*kind) : names_(names), kind_(kind) {}

  Id of(Name name) {
    if (name.number() >= names_.size()) names_.resize(name.number() + 1);
    Id& id = names_[name.number()].*kind_;
    if (id == no_id) id = count_++;
    return id;
  }
  Id count() const { return count_; }

 private:
  std::vector<NameIds>& names_;
  Id NameIds::*kind_;
  Id count_ = 0;
};

// The same for pairs of numbers.
class PairIds {
 public:
  Id of(std::uint64_t first, std::uint32_t second) {
    return ids_.try_emplace(first << 32U | second, static_cast<Id>(ids_.size())).first->second;
  }
  Id of(Name first, Name second) { return of(first.number(), second.number()); }
  std::size_t count() const { return ids_.size(); }

 private:
  std::unordered_map<std::uint64_t, Id> ids_;
};

bool is_about_event(const Observation& seen, const Named& named) {
  return seen.source() == Source::events || !named.event.empty();
}

bool is_effect(const Observation& seen) {
  return seen.is<EffectApplied>() || seen.is<EffectReversed>();
}

void claim(std::vector<Id>& owners, Id id, Id owner) {
  if (id == no_id) return;
  if (owners.size() <= id) owners.resize(id + 1, no_id);
  if (owners[id] == no_id) owners[id] = owner;
}

Id owner_of(const std::vector<Id>& owners, Id id) {
  return id < owners.size() ? owners[id] : no_id;
}

// Numbers for the rows of one history, and which intent an operation or effect falls to.
struct Numbering {
  explicit Numbering(Rows all)
      : rows(all),
        intent(all.size(), no_id),
        operation(all.size(), no_id),
        key(all.size(), no_id),
        event(all.size(), no_id),
        sent_key(all.size(), no_id) {
    for (std::size_t i = 0; i < rows.size(); ++i) number(i);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (intent[i] == no_id) adopt(i);
    }
  }

  void number(std::size_t i) {
    const Observation& seen = *rows[i];
    const Named named = named_by(seen);
    if (!named.operation.empty()) operation[i] = operations.of(named.operation);
    if (!named.key.empty()) key[i] = keys.of(named.scope, named.key);
    if (is_about_event(seen, named)) event[i] = events.of(named.event);
    if (const auto* sent = seen.as<AttemptSent>(); sent && !sent->processor_key.empty()) {
      sent_key[i] = sent_keys.of(sent->processor_key, sent->processor);
    }
    if (!named.payable.empty()) {
      const Id payable = payables.of(named.payable);
      settle(i, intent_of(payable, named), payable, named);
    }
  }

  Id intent_of(Id payable, const Named& named) {
    const std::uint64_t which = std::uint64_t{payable} << 2U | static_cast<unsigned>(named.kind);
    return intents.of(which, named.ordinal);
  }

  // Row i is of this intent; its operation and effect fall to it from now on.
  void settle(std::size_t i, Id falls_to, Id payable, const Named& named) {
    intent[i] = falls_to;
    if (falls_to == payable_of.size()) {
      payable_of.push_back(payable);
      kinds.push_back(named.kind);
    }
    claim(operation_intent, operation[i], falls_to);
    if (rows[i]->is<EffectApplied>()) claim(effect_intent, effects.of(named.effect), falls_to);
  }

  // Rows without a payable: by operation, else by effect, else an intent of their own.
  void adopt(std::size_t i) {
    const Named named = named_by(*rows[i]);
    const bool effect = is_effect(*rows[i]);
    Id falls_to = owner_of(operation_intent, operation[i]);
    if (falls_to == no_id && effect) falls_to = owner_of(effect_intent, effects.of(named.effect));
    if (falls_to != no_id) {
      intent[i] = falls_to;
      if (rows[i]->is<EffectApplied>()) claim(effect_intent, effects.of(named.effect), falls_to);
    } else if (operation[i] != no_id) {
      settle(i, static_cast<Id>(payable_of.size()), nameless_payable(), named);
    }
  }

  Id nameless_payable() { return static_cast<Id>(payables.count() + nameless++); }

  Rows rows;
  std::vector<NameIds> names;
  Ids operations{names, &NameIds::operation}, effects{names, &NameIds::effect};
  Ids payables{names, &NameIds::payable}, events{names, &NameIds::event};
  PairIds keys, sent_keys, intents;
  Id nameless = 0;
  std::vector<Id> intent, operation, key, event, sent_key;
  std::vector<Id> operation_intent, effect_intent, payable_of;
  std::vector<OperationKind> kinds;
};

std::vector<const Observation*> rows_of(const History& history, std::size_t facts) {
  std::vector<const Observation*> rows;
  rows.reserve(facts);
  for (const Observation& seen : history) {
    if (rows.size() == facts) break;
    rows.push_back(&seen);
  }
  return rows;
}

}  // namespace

Grouping::Grouping(Rows rows, std::span<const Id> ids, std::size_t groups)
    : starts_(groups + 2, 0) {
  for (const auto id : ids) {
    if (id != no_id) ++starts_[id + 2];
  }
  for (std::size_t i = 2; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  rows_.resize(starts_.back());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] != no_id) rows_[starts_[ids[i] + 1]++] = rows[i];
  }
  starts_.pop_back();
}

Index::Index(const History& history, std::size_t facts)
    : history_(history), recorded_(history.recorded) {
  const auto rows = rows_of(history, facts);
  if (!rows.empty()) last_ = rows.back();
  Numbering numbers(rows);
  std::vector<Id> ids(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ids[i] = static_cast<Id>(rows[i]->kind_of_fact);
    recorded_ |= bit(rows[i]->source());
  }
  by_kind_ = Grouping(rows, ids, fact_kinds);
  by_intent_ = Grouping(rows, numbers.intent, numbers.kinds.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ids[i] = numbers.intent[i] == no_id ? no_id : numbers.payable_of[numbers.intent[i]];
  }
  by_payable_ = Grouping(rows, ids, numbers.payables.count() + numbers.nameless);
  by_key_ = Grouping(rows, numbers.key, numbers.keys.count());
  by_event_ = Grouping(rows, numbers.event, numbers.events.count());
  operations_ = numbers.operations.count();
  processor_keys_ = numbers.sent_keys.count();
  intent_ = std::move(numbers.intent);
  operation_ = std::move(numbers.operation);
  key_ = std::move(numbers.key);
  sent_key_ = std::move(numbers.sent_key);
  event_ = std::move(numbers.event);
  payable_of_ = std::move(numbers.payable_of);
  kinds_ = std::move(numbers.kinds);
  if (const auto healed = of<Healed>(); !healed.empty()) healed_at_ = healed.front().at;
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

std::int64_t Index::end() const { return last_ == nullptr ? 0 : last_->at; }

std::int64_t Index::due(std::int64_t from, std::int64_t bound) const {
  if (bound <= 0 || !healed_at_) return forever;
  const auto start = std::max(from, *healed_at_);
  return bound > forever - start ? forever : start + bound;
}

bool Index::over(std::int64_t deadline) const { return at_rest() || end() > deadline; }

}  // namespace assay::properties
