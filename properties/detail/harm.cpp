// Each measure looks at one payable as it stands at the end of the history.
#include "properties/detail/harm.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "properties/detail/books.hpp"
#include "properties/detail/contract.hpp"
#include "properties/detail/effects.hpp"
#include "properties/detail/funds.hpp"

namespace assay::properties::detail {
namespace {

constexpr auto the_end = std::numeric_limits<std::uint64_t>::max();

// Money by currency.
using ByCurrency = std::map<Currency, Wide>;

void add(ByCurrency& sums, Currency currency, Wide minor) {
  if (minor > 0) sums[currency] += minor;
}

// Takes the larger of two measures of the same money.
void widen(ByCurrency& sums, const ByCurrency& other) {
  for (const auto& [currency, minor] : other) {
    auto& known = sums[currency];
    known = std::max(known, minor);
  }
}

// One payable at the end, each effect counted.
class Measured {
 public:
  Measured(const Index& index, Id payable)
      : index_(index), rows_(index.payables()[payable]), effects_(effects_of(rows_)),
        funds_(index, effects_, true), owed_(index, rows_) {
    for (const Effect& effect : effects_) currencies_.insert(effect.applied->amount.currency);
    currencies_.erase(Currency{});
  }

  // Charged beyond what was owed, and not given back.
  [[nodiscard]] ByCurrency overcharged() const {
    ByCurrency sums;
    for (const auto currency : currencies_) {
      const Funds funds = funds_.at(the_end, currency);
      const Wide net = Wide{funds.captured} - funds.refunded;
      if (const auto owed = owed_for(currency, true)) {
        add(sums, currency, net - *owed);
      } else {
        add(sums, currency, too_many(OperationKind::capture, currency));
      }
    }
    return sums;
  }

  // Held beyond what was owed, and still so; given back beyond what was taken; a refund twice.
  [[nodiscard]] ByCurrency astray() const {
    ByCurrency sums;
    for (const auto currency : currencies_) {
      const Funds funds = funds_.at(the_end, currency);
      const auto owed = owed_for(currency, false);
      const Wide wanted = owed ? std::max(Wide{0}, Wide{*owed} - voided(currency)) : Wide{0};
      const Wide held = owed ? funds.held - wanted
                             : too_many(OperationKind::authorise, currency);
      const Wide back = funds.captured > 0 ? Wide{funds.refunded} - funds.captured : Wide{0};
      add(sums, currency, std::max({held, back, too_many(OperationKind::refund, currency)}));
    }
    return sums;
  }

  // What the books do not know, or say without cause. Open operations are not counted.
  [[nodiscard]] ByCurrency misbooked() const {
    ByCurrency sums;
    const bool posts = index_.at_rest() && postings_are_named(index_);
    if (!index_.recorded(bit(Source::belief) | bit(Source::truth))) return sums;
    for (const BookLine& line : book_lines_of(index_, rows_)) {
      if (!line.in_money()) continue;
      Wide worst = line.unexplained(line.believed);
      if (posts) worst = std::max(worst, line.unexplained(line.posted));
      add(sums, line.currency, worst);
    }
    return sums;
  }

  // Goods left, and neither a charge nor a hold stands for them.
  [[nodiscard]] ByCurrency unpaid_goods() const {
    ByCurrency sums;
    ByCurrency goods;
    for (const auto& left : only<FulfilmentStarted>(rows_)) {
      goods[left.amount.currency] += left.amount.minor;
    }
    for (const auto& [currency, minor] : goods) {
      const Funds funds = funds_.at(the_end, currency);
      add(sums, currency, minor - std::max(funds.captured, funds.held));
    }
    return sums;
  }

 private:
  [[nodiscard]] std::optional<std::int64_t> owed_for(Currency currency, bool captures) const {
    std::optional<std::int64_t> most;
    for (const auto kind : {OperationKind::authorise, OperationKind::capture}) {
      const Owed owed = owed_.at(kind, the_end, currency);
      const bool counts = kind == OperationKind::authorise || captures;
      if (counts && owed.declared) most = std::max(most.value_or(0), owed.minor);
    }
    return most;
  }

  // What was to be released again by voids that took effect: no more of it is owed.
  [[nodiscard]] Wide voided(Currency currency) const {
    Wide sum = 0;
    for (const Effect& effect : effects_) {
      const auto kind = index_.kind_of(*effect.applied);
      if (kind != OperationKind::void_authorisation) continue;
      if (effect.applied->amount.currency == currency) sum += effect.applied->amount.minor;
    }
    return sum;
  }

  // What operations of a kind moved by effects beyond the first of each that stands.
  [[nodiscard]] Wide too_many(OperationKind kind, Currency currency) const {
    std::set<Id> standing;
    Wide sum = 0;
    for (const Effect& effect : effects_) {
      const Id intent = index_.intent_of(*effect.applied);
      const bool counts = effect.reversed == nullptr && index_.kind_of(intent) == kind &&
                          effect.applied->amount.currency == currency;
      if (counts && !standing.insert(intent).second) sum += effect.applied->amount.minor;
    }
    return sum;
  }

  const Index& index_;
  Rows rows_;
  std::vector<Effect> effects_;
  FundsOverTime funds_;
  OwedOverTime owed_;
  std::set<Currency> currencies_;
};

// The payables that the evidence of some findings names.
std::set<Id> payables_of(const Index& index, const std::vector<Violation>& violations) {
  std::set<Id> payables;
  for (const Violation& violation : violations) {
    for (const std::uint64_t sequence : violation.evidence) {
      const Observation* seen = index.history().at(sequence);
      const Id payable = seen == nullptr ? no_id : subject_of(index, *seen);
      if (payable != no_id) payables.insert(payable);
    }
  }
  return payables;
}

// Postings in the evidence that do not balance: what one side has more than the other.
ByCurrency unbalanced(const Index& index, const std::vector<Violation>& violations) {
  std::set<Name> postings;
  for (const Violation& violation : violations) {
    for (const std::uint64_t sequence : violation.evidence) {
      const Observation* seen = index.history().at(sequence);
      const auto* leg = seen == nullptr ? nullptr : seen->as<PostingCommitted>();
      if (leg != nullptr && !leg->transaction.empty()) postings.insert(leg->transaction);
    }
  }
  std::map<std::pair<Name, Currency>, Wide> balances;
  for (const auto& leg : index.of<PostingCommitted>()) {
    if (!postings.contains(leg.transaction)) continue;
    balances[{leg.transaction, leg.amount.currency}] += leg.amount.minor;
  }
  ByCurrency sums;
  for (const auto& [name, balance] : balances) {
    add(sums, name.second, balance < 0 ? -balance : balance);
  }
  return sums;
}

Amount first_of(const ByCurrency& sums) {
  if (sums.empty()) return {};
  return {narrow(sums.begin()->second), sums.begin()->first};
}

void add_all(ByCurrency& sums, const ByCurrency& more) {
  for (const auto& [currency, minor] : more) add(sums, currency, minor);
}

}  // namespace

Harm harm_of(const Index& index, Severity worst, const std::vector<Violation>& violations) {
  if (!index.recorded(bit(Source::truth))) return {worst, {}};
  ByCurrency charged;
  ByCurrency lost = unbalanced(index, violations);
  for (const Id payable : payables_of(index, violations)) {
    const Measured measured(index, payable);
    add_all(charged, measured.overcharged());
    ByCurrency here = measured.astray();
    widen(here, measured.misbooked());
    widen(here, measured.unpaid_goods());
    add_all(lost, here);
  }
  if (!charged.empty()) return {Severity::double_charge, first_of(charged)};
  if (!lost.empty()) return {Severity::money_lost, first_of(lost)};
  return {worst > Severity::wrong_belief ? Severity::noise : worst, {}};
}

}  // namespace assay::properties::detail
