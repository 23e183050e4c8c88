// I32: when goods leave, money stands behind them: a hold that was not released, or money captured
// and not given back, of at least the value that leaves. Where the fact states no value, any will
// do. What becomes of the money later is not this property's matter.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "properties/detail/funds.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

std::int64_t backing(const detail::Funds& funds) {
  const auto uncaptured = std::max<std::int64_t>(detail::subtract(funds.held, funds.captured), 0);
  return detail::add(uncaptured, detail::subtract(funds.captured, funds.refunded));
}

// The money of one payable.
struct Money {
  std::set<Currency> currencies;
  const detail::FundsOverTime& funds;
};

Money money_of(const Index& index, Id payable) {
  const auto& [effects, funds] = index.money_of(payable);
  Money money{{}, funds};
  for (const auto& effect : effects) money.currencies.insert(effect.applied->amount.currency);
  return money;
}

// Goods priced in a currency that the payment does not use are backed by any money at all.
bool backed(const Money& money, const Seen<FulfilmentStarted>& goods) {
  if (money.currencies.contains(goods.amount.currency) && goods.amount.minor > 0) {
    return backing(money.funds.at(goods.sequence, goods.amount.currency)) >= goods.amount.minor;
  }
  return std::ranges::any_of(money.currencies, [&](const Currency& currency) {
    return backing(money.funds.at(goods.sequence, currency)) > 0;
  });
}

void check(const Index& index, Violations& violations) {
  std::map<Id, Money> payables;
  for (const auto& goods : index.of<FulfilmentStarted>()) {
    const auto payable = index.payable_of(goods);
    if (payable == no_id) {
      violations.undecided("goods left, and nobody said what they were for");
      continue;
    }
    auto known = payables.find(payable);
    if (known == payables.end()) known = payables.emplace(payable, money_of(index, payable)).first;
    if (backed(known->second, goods)) continue;
    violations.add(detail::violation(
        fmt::format("goods of {} for {} left at {}, and no money stood behind them then",
                    goods.payable, detail::money(goods.amount), detail::moment(goods.at)),
        goods.amount, {&goods}));
  }
}

}  // namespace

Property funds_before_goods() {
  return {.name = "funds_before_goods",
          .claim = "Goods leave only while the money for them is held or has been taken.",
          .rule = "I32",
          .severity = Severity::money_lost,
          .needs = bit(Source::truth) | bit(Source::goods),
          .check = check};
}

}  // namespace assay::properties
